"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Calibration } from "@/lib/model/card";
import { ChartFrame } from "../../_charts/chart-frame";
import { LazyCalibrationMapChart } from "../../_charts/lazy-charts";
import { prepareCalibrationMap } from "../../_charts/prepare-calibration-map";
import { thinned } from "../../_charts/prepare-curves";

const tableRows = 21;

/** How the forest's vote becomes a probability. */
export function CalibrationMap({ calibration }: { calibration: Calibration }) {
  const t = useTranslations("models.charts");
  const { percent, score } = useNumbers();
  const points = useMemo(() => prepareCalibrationMap(calibration), [calibration]);
  const hasBand = calibration.band !== null;
  const columns = [t("calibrationMap.x"), t("calibrationMap.y")];
  const rows = thinned(points, tableRows).map(({ rawScore, probability, band }) => [
    score(rawScore),
    percent(probability),
    ...(band === null ? [] : [t("calibration.range", { low: percent(band[0]), high: percent(band[1]) })]),
  ]);
  return (
    <ChartFrame
      title={t("calibrationMap.title")}
      summary={`${t("calibrationMap.summary", { method: calibration.method })} ${
        hasBand ? t("calibrationMap.band") : t("calibrationMap.noBand")
      }`}
      table={{ columns: hasBand ? [...columns, t("calibration.interval")] : columns, rows }}
    >
      <LazyCalibrationMapChart
        points={points}
        axes={{ x: t("calibrationMap.x"), y: t("calibrationMap.y") }}
      />
    </ChartFrame>
  );
}
