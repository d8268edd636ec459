"use client";

import { Button } from "@mantine/core";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import type { AppRouter } from "@/server/trpc/root";
import classes from "./ask-dialog.module.css";
import { ErrorNotice } from "./error-notice";

interface AskDialogProps {
  title: ReactNode;
  /** What will happen, in a sentence or two. */
  text: ReactNode;
  /** The word on the button that does it. */
  confirm: string;
  isPending: boolean;
  error: TRPCClientErrorLike<AppRouter> | null;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks before something is done. Open for as long as it is there. */
export function AskDialog(props: AskDialogProps) {
  const { title, text, confirm, isPending, error, onConfirm, onClose, children } = props;
  const t = useTranslations("dialog");
  const word = isPending ? t("working") : confirm;
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  // Closed while still in the document, the dialog gives the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    // Drawn at once, so that the focus finds the first field that is refused.
    flushSync(onConfirm);
    dialog.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }

  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId} onCancel={onClose}>
      <form onSubmit={submit} noValidate className={classes.form}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        <p className={classes.text}>{text}</p>
        {children}
        {error === null ? null : <ErrorNotice error={error} title={t("failed")} />}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          {/* Not disabled while it works: that would take the focus away. */}
          <Button type="submit" aria-disabled={isPending}>
            {word}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
