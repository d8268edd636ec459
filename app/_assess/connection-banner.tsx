"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "../_components/action-button";
import { useFaultText } from "../_components/use-fault-text";
import classes from "./connection-banner.module.css";
import { SecondsLeft } from "./seconds-left";
import type { Waiting } from "./use-submission";

interface ConnectionBannerProps {
  waiting: Waiting;
  isSending: boolean;
  onRetry: () => void;
  onStop: () => void;
}

/** The server or its database is away: nothing is lost, and the same submission goes out again by itself. */
export function ConnectionBanner({ waiting, isSending, onRetry, onStop }: ConnectionBannerProps) {
  const t = useTranslations("assess.connection");
  const faultText = useFaultText();
  return (
    <div className={classes.banner}>
      <div role="status">
        <p className={classes.title}>{t("title")}</p>
        <p className={classes.text}>{faultText(waiting.error)}</p>
        <p className={classes.text}>{t("kept")}</p>
      </div>
      <div className={classes.actions}>
        <ActionButton size="small" variant="primary" onClick={onRetry} disabled={isSending}>
          {t("retry")}
        </ActionButton>
        <ActionButton size="small" onClick={onStop}>
          {t("stop")}
        </ActionButton>
        <span className={`${classes.countdown} tabular`} aria-hidden="true">
          {isSending ? t("trying") : <SecondsLeft until={waiting.retryAt} />}
        </span>
      </div>
    </div>
  );
}
