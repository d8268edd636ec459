"use client";

import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { TrainingLogEntry } from "@/lib/training/training-run";
import { Panel } from "../../../_components/panel";
import classes from "./run-log.module.css";
import { useEventText } from "./use-event-text";
import type { RunLog as Log } from "./use-run-log";

/** Of lines about trees only the last one before another line: the bar shows the others. */
function withoutSteps(entries: readonly TrainingLogEntry[]): TrainingLogEntry[] {
  return entries.filter(
    ({ event }, i) => event.kind !== "progress" || entries[i + 1]?.event.kind !== "progress",
  );
}

/** Everything that has happened to a run, in its order. */
export function RunLog({ log: { entries, connection } }: { log: Log }) {
  const t = useTranslations("training.log");
  const dateText = useDateText();
  const text = useEventText();
  const time = (at: string) => dateText.exactMoment(at);
  return (
    <Panel aria-labelledby="log-title">
      {/* biome-ignore lint/correctness/useUniqueElementIds: the log is on its page once. */}
      <h2 id="log-title" className={classes.title}>
        {t("title")}
        {connection === "live" ? <span className={classes.live}>{t("live")}</span> : null}
      </h2>
      {connection === "waiting" ? (
        <p role="status" className={classes.waiting}>
          {t("waiting")}
        </p>
      ) : null}
      {entries.length === 0 ? <p>{t("empty")}</p> : null}
      <ol className={classes.lines}>
        {withoutSteps(entries).map(({ sequence, at, event }) => (
          <li key={sequence} className={classes.line} data-kind={event.kind}>
            <time dateTime={at} className={`${classes.time} tabular`}>
              {time(at)}
            </time>
            <span className={classes.text}>{text(event)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
