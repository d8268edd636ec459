"use client";

import { useTranslations } from "next-intl";
import { hasEnded } from "@/lib/training/run-end";
import type { TrainingRun } from "@/lib/training/training-run";
import { useNumbers } from "../../../_numbers/use-numbers";
import { RunStatus } from "../_list/run-status";
import { CancelButton } from "./cancel-button";
import classes from "./run-progress.module.css";
import type { RunState } from "./run-state";
import { useDurationText } from "./use-duration-text";
import { useMayCancel } from "./use-may-cancel";
import { useNow } from "./use-now";

/** How far a run is, for the eye at every line of the log, aloud at every tenth and every phase. */
export function RunProgress({ run, state }: { run: TrainingRun; state: RunState }) {
  const t = useTranslations("training");
  const duration = useDurationText();
  const { percentMark } = useNumbers();
  const mayCancel = useMayCancel(run);
  const goesOn = !hasEnded(run.status);
  const now = useNow(goesOn);
  const progress = state.progress ?? run.progress;
  const until = run.endedAt === null ? now : Date.parse(run.endedAt);
  const phase = run.status === "running" && state.phase !== null ? t(`phase.${state.phase}`) : "";
  const tenth = progress === null ? 0 : Math.floor((10 * progress.done) / progress.total) / 10;
  const spoken = goesOn
    ? t("progress.spoken", {
        ...{ status: t(`status.${run.status}`), phase: phase === "" ? "" : `${phase}.` },
        percent: percentMark(tenth),
      })
    : t(`status.${run.status}`);
  return (
    <div className={classes.box}>
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      <p className={classes.line}>
        <RunStatus run={{ ...run, progress }} />
        {phase === "" ? null : <span>{phase}</span>}
        {run.startedAt === null ? null : (
          <span className={`${classes.elapsed} tabular`}>
            {t("run.elapsed")} {duration(until - Date.parse(run.startedAt))}
          </span>
        )}
      </p>
      {progress === null ? null : (
        <div className={classes.bar}>
          <progress
            className={classes.progress}
            aria-label={t("progress.label")}
            max={progress.total}
            value={progress.done}
          />
          <span className="tabular">{t("progress.of", progress)}</span>
        </div>
      )}
      {run.status === "queued" ? <p className={classes.waiting}>{t("run.waitingFor")}</p> : null}
      {goesOn && mayCancel ? (
        <CancelButton id={run.id} isStopping={state.isStopping || run.cancelRequested} />
      ) : null}
    </div>
  );
}
