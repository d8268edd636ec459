"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DescribedDataset } from "@/lib/dataset/stored-dataset";
import type { FeatureReference } from "@/lib/model/card";
import { ChartFrame } from "../../_charts/chart-frame";
import { DistributionBars } from "./distribution-bars";
import classes from "./distribution-chart.module.css";
import {
  countsByClass,
  type DistributionBar,
  inBinsOf,
  outlineHeights,
  prepareDistribution,
} from "./prepare-distribution";
import { shareOf } from "./share-of";
import { useDataText } from "./use-data-text";

interface DistributionChartProps {
  dataset: DescribedDataset;
  feature: FeatureReference;
  /** The data of the model in use, drawn as an outline; `null` without. */
  compared: DescribedDataset | null;
}

const groups = ["positives", "negatives"] as const;

/** The outline of either class of the other rows, in this feature's bins. */
function outlinesOf({ dataset, feature, compared }: DistributionChartProps, tallest: number) {
  const other = compared?.reference.features.find((one) => one.feature === feature.feature);
  if (compared === null || other === undefined) return { positives: null, negatives: null };
  const counts = countsByClass(other, compared.contents.rows);
  const { rows, positives } = compared.contents;
  const outline = (group: (typeof groups)[number], total: number) =>
    outlineHeights(inBinsOf(feature, other, counts[group]), total, tallest);
  return dataset.contents.rows === 0
    ? { positives: null, negatives: null }
    : { positives: outline("positives", positives), negatives: outline("negatives", rows - positives) };
}

/** One feature in either class: a bar of its own for the minimum, then the rest. */
export function DistributionChart(props: DistributionChartProps) {
  const { dataset, feature } = props;
  const t = useTranslations("data.distribution");
  const features = useTranslations("features");
  const { count, percent, value, shareEstimate } = useDataText();
  const { rows } = dataset.contents;
  const shape = useMemo(() => prepareDistribution(feature, rows), [feature, rows]);
  const outlines = outlinesOf(props, shape.tallest);
  const rangeOf = ({ bin, from, to }: DistributionBar) =>
    bin === -1 ? t("atMinimum", { value: value(from) }) : t("range", { from: value(from), to: value(to) });
  const atMinimum = (group: (typeof groups)[number]) => {
    const share = shape[group].shareAtMinimum;
    return share === null ? t("none") : percent(share);
  };
  const all = [-1, ...feature.counts.keys()].map((bin) => ({
    positives: shape.positives.bars.find((bar) => bar.bin === bin),
    negatives: shape.negatives.bars.find((bar) => bar.bin === bin),
  }));

  return (
    <ChartFrame
      title={features(`${feature.feature}.label`)}
      summary={t("summary", {
        min: value(feature.min),
        max: value(feature.max),
        positives: atMinimum("positives"),
        negatives: atMinimum("negatives"),
        tallest: percent(shape.tallest),
      })}
      table={{
        columns: (["values", "positives", "negatives", "share"] as const).map((key) => t(`column.${key}`)),
        rows: all.flatMap(({ positives, negatives }) => {
          const bar = positives ?? negatives;
          if (bar === undefined) return [];
          const found = [positives?.rows ?? 0, negatives?.rows ?? 0] as const;
          return [
            [
              rangeOf(bar),
              t("cell", { rows: count(found[0]), share: percent(positives?.share ?? 0) }),
              t("cell", { rows: count(found[1]), share: percent(negatives?.share ?? 0) }),
              shareEstimate(shareOf(found[0], found[0] + found[1])),
            ],
          ];
        }),
      }}
    >
      {groups.map((group) => (
        <div key={group} className={classes.group}>
          <p className={classes.name} data-group={group}>
            {t(group, { rows: shape[group].rows })}
          </p>
          <DistributionBars
            group={group}
            bars={shape[group].bars}
            bins={feature.counts.length}
            outline={outlines[group]}
            titleOf={(bar) => t("bar", { range: rangeOf(bar), rows: bar.rows, share: percent(bar.share) })}
          />
        </div>
      ))}
      <div className={classes.axis}>
        <span>{value(feature.min)}</span>
        <span>{value(feature.edges[feature.edges.length - 2] ?? feature.max)}+</span>
      </div>
    </ChartFrame>
  );
}
