"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { ActionButton } from "../_components/action-button";
import { ErrorNotice } from "../_components/error-notice";
import classes from "./session-dialog.module.css";
import { SignInSteps } from "./sign-in-steps";
import { SignOnLink } from "./sign-on-link";
import type { SignedInAccount } from "./use-session";
import { useSignOut } from "./use-sign-out";

interface LockScreenProps {
  /** Whose page it is. */
  account: SignedInAccount;
  onSignedIn: () => Promise<void>;
}

/** Over a page whose session has ended: the same person goes on with the password, anybody else starts anew. */
export function LockScreen({ account, onSignedIn }: LockScreenProps) {
  const t = useTranslations("session.lock");
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const { signOut, isPending, error } = useSignOut();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  // A second Escape would close it, whatever is said to the first.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className={classes.lock}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onKeyDown={onKeyDown}
      onCancel={(event) => event.preventDefault()}
      onClose={() => dialog.current?.isConnected && dialog.current.showModal()}
    >
      <div className={classes.sheet}>
        <h1 id={`${id}-title`} className={classes.title}>
          {t("title")}
        </h1>
        <p id={`${id}-text`} className={classes.text}>
          {marked(t.rich("text", untranslated({ name: account.name })))}
        </p>
        <SignInSteps email={account.email} onSignedIn={onSignedIn} />
        <SignOnLink opens="tab" from={null} />
        <div className={classes.other}>
          <p>{marked(t.rich("other", untranslated({ name: account.name })))}</p>
          {error === null ? null : <ErrorNotice error={error} title={t("notSignedOut")} />}
          <ActionButton size="small" aria-disabled={isPending} onClick={signOut}>
            {t("signOut")}
          </ActionButton>
        </div>
      </div>
    </dialog>
  );
}
