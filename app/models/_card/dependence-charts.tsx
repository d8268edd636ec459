"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ModelCard, Reference } from "@/lib/model/card";
import { ChartFrame } from "../../_charts/chart-frame";
import { LazyDependenceChart } from "../../_charts/lazy-charts";
import { thinned } from "../../_charts/prepare-curves";
import { prepareDependence } from "../../_charts/prepare-dependence";
import classes from "./dependence-charts.module.css";

interface DependenceChartsProps extends Pick<ModelCard, "partialDependence"> {
  reference: Reference;
}

const tableRows = 15;

/** For each feature, what the model would say if it knew this one alone. */
export function DependenceCharts({ partialDependence, reference }: DependenceChartsProps) {
  const t = useTranslations("models.dependence");
  const tFeature = useTranslations("features");
  const { percent, fineValue } = useNumbers();
  const lines = useMemo(
    () => prepareDependence(partialDependence, reference),
    [partialDependence, reference],
  );
  return (
    <div className={classes.block}>
      <h3 className={classes.title}>{t("title")}</h3>
      <p>{t("lead")}</p>
      <div className={classes.charts}>
        {lines.map((line) => (
          <ChartFrame
            key={line.feature}
            level={4}
            title={tFeature(`${line.feature}.label`)}
            summary={t("summary", { lowest: percent(line.lowest), highest: percent(line.highest) })}
            table={{
              columns: [t("value"), t("probability")],
              rows: thinned(line.points, tableRows).map(({ value, probability }) => [
                fineValue(value),
                percent(probability),
              ]),
            }}
          >
            <div className={classes.drawing}>
              <LazyDependenceChart line={line} />
            </div>
          </ChartFrame>
        ))}
      </div>
    </div>
  );
}
