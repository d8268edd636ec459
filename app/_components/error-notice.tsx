"use client";

import { IconAlertTriangle } from "@tabler/icons-react";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useTranslations } from "next-intl";
import type { AppRouter } from "@/server/trpc/root";
import { ActionButton } from "./action-button";
import classes from "./error-notice.module.css";
import { useFaultText } from "./use-fault-text";

export interface ErrorNoticeProps {
  error: TRPCClientErrorLike<AppRouter>;
  /** What could not be done, as a heading; without it a general one. */
  title?: string;
  onRetry?: () => void;
}

/** Says what went wrong in the server's own words, with the id that finds it in the log, and a way to try again. */
export function ErrorNotice({ error, title, onRetry }: ErrorNoticeProps) {
  const t = useTranslations("notice");
  const faultText = useFaultText();
  const problem = error.data?.problem;
  return (
    <div role="alert" className={classes.notice}>
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden="true" className={classes.icon} />
      <div>
        <p className={classes.title}>{title ?? t("title")}</p>
        <p className={classes.text}>{faultText(error)}</p>
        {problem === undefined || problem.requestId === "" ? null : (
          <p className={classes.request}>
            {t("requestId")} <code>{problem.requestId}</code>
          </p>
        )}
        {onRetry === undefined ? null : (
          <ActionButton size="small" onClick={onRetry}>
            {t("retry")}
          </ActionButton>
        )}
      </div>
    </div>
  );
}
