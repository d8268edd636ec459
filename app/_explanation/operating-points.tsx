"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate, ModelCard } from "@/lib/model/card";
import type { Prediction } from "@/lib/prediction";
import { CallMark } from "../_components/call-mark";
import { usePointName } from "../_components/use-point-name";
import { Percent } from "../_numbers/percent";
import classes from "./operating-points.module.css";
import { type PointAnswer, pointAnswers } from "./prepare-points";

/** What would be called at each operating point, and what each is for. */
export function OperatingPoints({ prediction, card }: { prediction: Prediction; card: ModelCard }) {
  const t = useTranslations("explanation.points");
  const pointName = usePointName();
  const { percent } = useNumbers();
  // What was measured holds for regions that the model knows, and a call is not what the reader is to take it for.
  const isOutside = prediction.explanation?.support.verdict === "outside";

  function purpose({ name, quality }: PointAnswer): string {
    const forWhat = t.has(`purpose.${name}`) ? [t(`purpose.${name}`)] : [];
    const { recall, precision, confusion } = quality ?? {};
    if (isOutside || !recall || !precision || !confusion) return forWhat.join(" ");
    const range = ({ low, high }: NonNullable<Estimate>) =>
      t("range", { low: percent(low), high: percent(high) });
    const figures = {
      positives: confusion.truePositives + confusion.falseNegatives,
      ...{ recall: percent(recall.value), recallInterval: range(recall) },
      ...{ precision: percent(precision.value), precisionInterval: range(precision) },
    };
    return [...forWhat, t("quality", figures)].join(" ");
  }

  return (
    <section>
      <h3>{t(isOutside ? "titleAlone" : "title")}</h3>
      {/* biome-ignore lint/a11y/noRedundantRoles: without its bullets a list is none to WebKit. */}
      <ul role="list" className={classes.list}>
        {pointAnswers(card, prediction).map((point) => (
          <li key={point.name} className={classes.point} data-use={point.use}>
            <span className={classes.name}>
              <strong>{pointName(point.name)}</strong>
              {point.use === "in_use" ? <span className={classes.tag}>{t("inUse")}</span> : null}
            </span>
            <span className={`${classes.threshold} tabular`}>
              {t.rich("from", { threshold: () => <Percent key="threshold" of={point.threshold} /> })}
            </span>
            <CallMark label={point.label} />
            <span className={classes.purpose}>{purpose(point)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
