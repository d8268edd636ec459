"use client";

import dynamic from "next/dynamic";
import { ChartPlaceholder } from "./chart-placeholder";

// The charting library is a file of its own, fetched when the first chart is. Next wants each option spelt out.

export const LazyCurveChart = dynamic(() => import("./curve-chart").then((file) => file.CurveChart), {
  ssr: false,
  loading: ChartPlaceholder,
});

export const LazyCalibrationChart = dynamic(
  () => import("./calibration-chart").then((file) => file.CalibrationChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyBinCountChart = dynamic(
  () => import("./bin-count-chart").then((file) => file.BinCountChart),
  { ssr: false },
);

export const LazyCostChart = dynamic(() => import("./cost-chart").then((file) => file.CostChart), {
  ssr: false,
  loading: ChartPlaceholder,
});

export const LazyCalibrationMapChart = dynamic(
  () => import("./calibration-map-chart").then((file) => file.CalibrationMapChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyDependenceChart = dynamic(
  () => import("./dependence-chart").then((file) => file.DependenceChart),
  { ssr: false },
);

export const LazyTrendFigureChart = dynamic(
  () => import("./trend-figure-chart").then((file) => file.TrendFigureChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyTrendStackChart = dynamic(
  () => import("./trend-stack-chart").then((file) => file.TrendStackChart),
  { ssr: false },
);

export const LazyTrendScoreChart = dynamic(
  () => import("./trend-score-chart").then((file) => file.TrendScoreChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyTrendBrush = dynamic(() => import("./trend-brush").then((file) => file.TrendBrush), {
  ssr: false,
});
export const LazyDriftHistogramChart = dynamic(
  () => import("./drift-histogram-chart").then((file) => file.DriftHistogramChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyDriftSeriesChart = dynamic(
  () => import("./drift-series-chart").then((file) => file.DriftSeriesChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyComparedCurvesChart = dynamic(
  () => import("./compared-curves-chart").then((file) => file.ComparedCurvesChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyComparedCalibrationChart = dynamic(
  () => import("./compared-calibration-chart").then((file) => file.ComparedCalibrationChart),
  { ssr: false, loading: ChartPlaceholder },
);

export const LazyAgreementChart = dynamic(
  () => import("./agreement-chart").then((file) => file.AgreementChart),
  { ssr: false, loading: ChartPlaceholder },
);
