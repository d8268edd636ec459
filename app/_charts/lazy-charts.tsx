"use client";

import dynamic from "next/dynamic";
import { ChartPlaceholder } from "./chart-placeholder";

/** The charting library is a file of its own, fetched when the first chart is. */
const options = { ssr: false, loading: () => <ChartPlaceholder /> };

export const LazyCurveChart = dynamic(() => import("./curve-chart").then((file) => file.CurveChart), options);
export const LazyCalibrationChart = dynamic(
  () => import("./calibration-chart").then((file) => file.CalibrationChart),
  options,
);
export const LazyBinCountChart = dynamic(
  () => import("./bin-count-chart").then((file) => file.BinCountChart),
  {
    ssr: false,
  },
);
