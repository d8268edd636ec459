"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import type { RecordedOutcome } from "@/lib/prediction";
import classes from "./outcome-history.module.css";
import { outcomeSteps } from "./outcome-steps";

/** Every outcome ever recorded, newest first. Nothing is overwritten: a correction stands above what it corrects. */
export function OutcomeHistory({ outcomes }: { outcomes: readonly RecordedOutcome[] }) {
  const t = useTranslations("prediction.outcomeHistory");
  const outcomeText = useTranslations("prediction.outcome");
  const dateText = useDateText();
  const timeZone = useReaderTimeZone();
  if (outcomes.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>{t("title", { count: outcomes.length })}</h3>
      <ol className={classes.list} reversed>
        {outcomeSteps(outcomes).map(({ record, replaced }, index) => (
          <li key={record.id} className={classes.item} data-current={index === 0 || undefined}>
            <p className={classes.line}>
              <strong>{outcomeText(record.outcome)}</strong>{" "}
              {index === 0 ? <span className={classes.tag}>{t("current")}</span> : null}{" "}
              {replaced === null ? null : (
                <span className={classes.tag}>{t("correction", { outcome: outcomeText(replaced) })}</span>
              )}
            </p>
            <p className={classes.who}>
              {marked(
                t.rich("who", {
                  when: dateText.moment(record.recordedAt),
                  ...untranslated({ name: record.recordedBy.name }),
                }),
              )}
            </p>
            {record.observedOn === null ? null : (
              <p className={classes.who}>
                {record.timeZone === timeZone
                  ? t("observedOn", { day: dateText.day(record.observedOn) })
                  : t("observedOnIn", { day: dateText.day(record.observedOn), timeZone: record.timeZone })}
              </p>
            )}
            {record.note === null ? null : <p className={classes.note}>{record.note}</p>}
          </li>
        ))}
      </ol>
      {outcomes.length < 2 ? null : (
        <p className={classes.earlier}>{t("earlier", { count: outcomes.length - 1 })}</p>
      )}
    </>
  );
}
