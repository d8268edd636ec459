"use client";

import { useFormatter, useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { DriftReport } from "@/lib/drift/drift-report";
import { useMeasureName } from "../use-measure-name";
import classes from "./drift-sentence.module.css";
import { summarise } from "./summarise";

/** The whole report in one sentence, and what it is of in another. */
export function DriftSentence({ report }: { report: DriftReport }) {
  const t = useTranslations("drift.summary");
  const format = useFormatter();
  const measureName = useMeasureName();
  const { longDay, longDays } = useDateText();
  const summary = summarise(report);
  const shown = report.latest === null ? undefined : report.windows[report.latest];

  const sentence = () => {
    if (summary.kind === "nothing") return t("nothing");
    if (summary.kind === "too_few") return t("tooFew", { count: summary.waiting, minimum: report.minimum });
    if (summary.kind === "steady") return t("steady", { count: summary.n });
    const values = {
      measures: format.list(summary.moved.map(measureName)),
      count: summary.moved.length,
      date: longDay(summary.since),
      others: summary.others,
    };
    return summary.together ? t("moved", values) : t("movedOneByOne", values);
  };

  return (
    <div className={classes.sentence} data-kind={summary.kind}>
      <p className={classes.main}>{sentence()}</p>
      {summary.kind === "steady" && summary.slight > 0 ? (
        <p>{t("slight", { count: summary.slight })}</p>
      ) : null}
      {summary.kind === "moved" && summary.orEarlier ? <p>{t("orEarlier")}</p> : null}
      {shown === undefined ? null : (
        <p className={classes.basis}>
          {marked(
            t.rich("basis", {
              period: longDays(shown.from, shown.to),
              count: shown.n,
              ...untranslated({ version: report.modelVersion }),
            }),
          )}
          {report.waiting === 0 ? "" : ` ${t("waiting", { count: report.waiting })}`}
        </p>
      )}
      {report.daysBehind === 0 ? null : (
        <p className={classes.basis}>
          {marked(
            t.rich("behind", {
              days: report.daysBehind,
              ...untranslated({ version: report.modelVersion }),
            }),
          )}
        </p>
      )}
    </div>
  );
}
