"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate } from "@/lib/model/card";
import type { CriterionFinding } from "@/lib/model/gate";
import { EstimateText } from "../_card/estimate-text";
import { DifferenceBar } from "./difference-bar";
import classes from "./gate-report.module.css";

/** How each criterion is written, and which way is worse. */
const written = {
  recallAtOnePercent: { as: "percent", worse: "below" },
  brier: { as: "smallScore", worse: "above" },
} as const;

/** One figure of both versions, their difference, and whether it stops the promotion. */
export function GateCriterion({ finding }: { finding: CriterionFinding }) {
  const t = useTranslations("registry.gate");
  const estimateText = useTranslations("models.estimate");
  const { signedPoints, signedSmallScore } = useNumbers();
  const { criterion, champion, candidate, difference, verdict } = finding;
  const { as, worse } = written[criterion];
  const signed = (value: number) =>
    criterion === "brier" ? signedSmallScore(value) : signedPoints(100 * value);
  const inWords = ({ value, low, high }: NonNullable<Estimate>) => {
    const range = estimateText("range", { low: signed(low), high: signed(high) });
    return `${criterion === "brier" ? signed(value) : t("points", { value: signed(value) })} (${range})`;
  };
  return (
    <div className={classes.criterion} data-verdict={verdict}>
      <p className={classes.name}>{t(`criterion.${criterion}`)}</p>
      <p className={classes.said}>{t(`verdict.${verdict}`)}</p>
      <dl className={`${classes.figures} tabular`}>
        <div>
          <dt>{t("champion")}</dt>
          <dd>{champion === null ? t("none") : <EstimateText estimate={champion} written={as} />}</dd>
        </div>
        <div>
          <dt>{t("candidate")}</dt>
          <dd>{candidate === null ? t("none") : <EstimateText estimate={candidate} written={as} />}</dd>
        </div>
        <div>
          <dt>{t("difference")}</dt>
          <dd>{difference === null ? t("none") : inWords(difference)}</dd>
        </div>
      </dl>
      {difference === null ? null : (
        <DifferenceBar
          difference={difference}
          worse={worse}
          words={{ worse: t("worse"), better: t("better") }}
        />
      )}
    </div>
  );
}
