"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Importance } from "@/lib/model/card";
import { ChartFrame } from "../../_charts/chart-frame";
import { prepareImportance } from "../../_charts/prepare-importance";
import { ImportanceBar } from "./importance-bar";
import classes from "./importance-chart.module.css";

/** Two measures of importance side by side: what a feature did in growing the trees, and what it does to answers. */
export function ImportanceChart({ importance }: { importance: readonly Importance[] }) {
  const t = useTranslations("models.importance");
  const tFeature = useTranslations("features");
  const { percent, finePoints } = useNumbers();
  const bars = useMemo(() => prepareImportance(importance), [importance]);
  const isNothing = bars.every((bar) => bar.impurity === 0 && bar.meanAbsoluteContribution === 0);
  const points = (share: number) => {
    const value = finePoints(100 * share);
    return t("points", { value, count: Math.round(10_000 * share) / 100 });
  };
  return (
    <ChartFrame
      title={t("title")}
      summary={isNothing ? t("nothing") : t("summary")}
      table={{
        columns: [t("feature"), t("contribution"), t("impurity")],
        rows: bars.map((bar) => [
          tFeature(`${bar.feature}.label`),
          points(bar.meanAbsoluteContribution),
          percent(bar.impurity),
        ]),
      }}
    >
      <p className={classes.legend}>
        <span data-kind="contribution">{t("contribution")}</span>
        <span data-kind="impurity">{t("impurity")}</span>
      </p>
      <div className={`${classes.bars} tabular`}>
        {bars.map((bar) => (
          <div key={bar.feature} className={classes.feature}>
            <span className={classes.name}>{tFeature(`${bar.feature}.label`)}</span>
            <div>
              <ImportanceBar
                kind="contribution"
                length={bar.contributionLength}
                figure={points(bar.meanAbsoluteContribution)}
              />
              <ImportanceBar kind="impurity" length={bar.impurityLength} figure={percent(bar.impurity)} />
            </div>
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}
