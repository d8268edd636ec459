"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { ActionButton } from "../_components/action-button";
import classes from "./session-dialog.module.css";
import type { SessionPhase } from "./session-phase";

interface EndWarningProps {
  phase: Extract<SessionPhase, { kind: "warning" }>;
  /** Its button was pressed, or it was put away. */
  onRead: () => void;
}

/** Says that the session is about to end. Any key or press extends it: whoever made it is there. */
export function EndWarning({ phase: { cause, until }, onRead }: EndWarningProps) {
  const t = useTranslations("session.warning");
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const secondsLeft = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(secondsLeft);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className={classes.warning}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={onRead}
    >
      <h2 id={`${id}-title`} className={classes.title}>
        {t(`title.${cause}`)}
      </h2>
      <p id={`${id}-text`} className={classes.text}>
        {t(`text.${cause}`)}
      </p>
      {/* Read out once in the text above; each second would be a torment. */}
      <p className={`${classes.seconds} tabular`} aria-hidden="true">
        {t("seconds", { seconds })}
      </p>
      <ActionButton variant="primary" onClick={onRead}>
        {t(`button.${cause}`)}
      </ActionButton>
    </dialog>
  );
}
