"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { ChartFrame } from "../../_charts/chart-frame";
import { LazyCostChart } from "../../_charts/lazy-charts";
import { PlotMarker } from "../../_charts/plot-marker";
import { type CostLine, lowestDrawnThreshold, prepareCost, thresholdPlace } from "../../_charts/prepare-cost";
import { thinned } from "../../_charts/prepare-curves";
import type { ThresholdStep } from "../../_charts/prepare-thresholds";
import { ActionButton } from "../../_components/action-button";
import classes from "./cost.module.css";
import { MissCostField } from "./miss-cost-field";
import { useMissCost } from "./use-miss-cost";

interface CostProps {
  steps: readonly ThresholdStep[];
  at: number;
  onMove: (step: number) => void;
}

const tableRows = 21;

/** What the errors cost at each threshold, once the reader has said what a miss is worth. */
export function Cost({ steps, at, onMove }: CostProps) {
  const t = useTranslations("models.cost");
  const { threshold: thresholdText, perThousand } = useNumbers();
  const missCost = useMissCost();
  const line = useMemo(() => prepareCost(steps, missCost.value), [steps, missCost.value]);
  const axes = useMemo(() => ({ x: t("x"), y: t("y") }), [t]);
  const cheapest = useMemo(() => (line === null ? null : drawnPlace(steps, line)), [steps, line]);
  const table = useMemo(
    () => ({
      columns: [t("x"), t("y")],
      rows: thinned(line?.points ?? [], tableRows).map((point) => [
        thresholdText(point.threshold),
        perThousand(point.cost),
      ]),
    }),
    [line, perThousand, t, thresholdText],
  );
  if (line === null) return null;
  const nameOf = (step: number) => {
    const threshold = steps[step]?.threshold ?? null;
    return threshold === null ? t("aboveAll") : thresholdText(threshold);
  };
  const here = steps[at]?.threshold ?? null;
  const cost = line.costs[at] ?? 0;
  return (
    <div className={classes.block}>
      <ChartFrame
        title={t("title")}
        summary={t("summary", {
          at: nameOf(at),
          cost: perThousand(cost),
          cheapest: nameOf(line.cheapest),
          lowest: perThousand(line.costs[line.cheapest] ?? 0),
          from: nameOf(line.nearCheapest[0]),
          to: nameOf(line.nearCheapest[1]),
          none: perThousand(line.callNone),
          all: perThousand(line.callAll),
        })}
        controls={
          <div className={classes.controls}>
            <MissCostField missCost={missCost} />
            <ActionButton size="small" onClick={() => onMove(line.cheapest)}>
              {t("jump", { threshold: nameOf(line.cheapest) })}
            </ActionButton>
          </div>
        }
        table={table}
      >
        <PlotMarker
          at={here === null ? null : { x: thresholdPlace(here), y: Math.min(1, cost / line.top) }}
          line="upright"
        >
          <LazyCostChart line={line} cheapest={cheapest} axes={axes} />
        </PlotMarker>
      </ChartFrame>
      <p className={classes.note}>
        {t("theory", { threshold: thresholdText(1 / (1 + missCost.value)), missCost: missCost.value })}
      </p>
    </div>
  );
}

/** Where the lowest cost is to be marked; `null` where the axis does not reach. */
function drawnPlace(steps: readonly ThresholdStep[], { cheapest, costs }: CostLine) {
  const threshold = steps[cheapest]?.threshold ?? null;
  return threshold === null || threshold < lowestDrawnThreshold
    ? null
    : { threshold, cost: costs[cheapest] ?? 0 };
}
