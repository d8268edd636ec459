"use client";

import { useTranslations } from "next-intl";
import type { TrainingRun } from "@/lib/training/training-run";
import { useNumbers } from "../../../_numbers/use-numbers";
import classes from "./run-status.module.css";

/** Where a run stands, in a word, and how far it is while it goes on. */
export function RunStatus({ run: { status, progress } }: { run: TrainingRun }) {
  const t = useTranslations("training");
  const { percentMark } = useNumbers();
  const share = status === "running" && progress !== null ? progress.done / progress.total : null;
  return (
    <span className={classes.status} data-status={status}>
      {t(`status.${status}`)}
      {share === null ? null : ` ${percentMark(Math.floor(100 * share) / 100)}`}
    </span>
  );
}
