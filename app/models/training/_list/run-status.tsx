"use client";

import { useTranslations } from "next-intl";
import type { TrainingRun } from "@/lib/training/training-run";
import classes from "./run-status.module.css";

/** Where a run stands, in a word, and how far it is while it goes on. */
export function RunStatus({ run: { status, progress } }: { run: TrainingRun }) {
  const t = useTranslations("training");
  const share = status === "running" && progress !== null ? progress.done / progress.total : null;
  return (
    <span className={classes.status} data-status={status}>
      {t(`status.${status}`)}
      {share === null ? null : ` ${t("percent", { share })}`}
    </span>
  );
}
