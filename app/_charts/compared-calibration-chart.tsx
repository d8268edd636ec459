"use client";

import {
  CartesianGrid,
  ErrorBar,
  Label,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from "recharts";
import { type CalibrationBin, placedBins } from "./prepare-calibration";
import { unitMargin, useUnitAxis } from "./use-unit-axis";

interface ComparedCalibrationChartProps {
  a: readonly CalibrationBin[];
  b: readonly CalibrationBin[];
  axes: { x: string; y: string };
}

const diagonal = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
] as const;

/** Predicted against observed for two models with 95 % intervals: A as circles, B as diamonds. */
export function ComparedCalibrationChart({ a, b, axes }: ComparedCalibrationChartProps) {
  const axis = useUnitAxis();
  const series = [
    { key: "a", bins: a, shape: "circle", colour: "var(--mc-accent)" },
    { key: "b", bins: b, shape: "diamond", colour: "var(--mc-positive)" },
  ] as const;
  return (
    <ResponsiveContainer width="100%" height={300} initialDimension={{ width: 320, height: 300 }}>
      <ScatterChart margin={unitMargin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" />
        <XAxis {...axis} dataKey="x">
          <Label value={axes.x} position="insideBottom" offset={-16} />
        </XAxis>
        <YAxis {...axis} dataKey="y" width={58}>
          <Label
            value={axes.y}
            angle={-90}
            position="insideLeft"
            offset={2}
            style={{ textAnchor: "middle" }}
          />
        </YAxis>
        <ReferenceLine segment={diagonal} stroke="var(--mc-line-strong)" strokeDasharray="2 4" />
        {series.map(({ key, bins, shape, colour }) => (
          <Scatter key={key} data={placedBins(bins)} shape={shape} fill={colour} isAnimationActive={false}>
            <ErrorBar
              dataKey="interval"
              direction="y"
              width={key === "a" ? 8 : 4}
              stroke={colour}
              strokeWidth={1.5}
              isAnimationActive={false}
            />
          </Scatter>
        ))}
      </ScatterChart>
    </ResponsiveContainer>
  );
}
