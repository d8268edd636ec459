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

interface CalibrationChartProps {
  bins: readonly CalibrationBin[];
  axes: { x: string; y: string };
}

/** Predicted against observed with 95 % intervals; on the dashed line both agree. */
export function CalibrationChart({ bins, axes }: CalibrationChartProps) {
  const axis = useUnitAxis();
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
        <ReferenceLine
          segment={[
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ]}
          stroke="var(--mc-line-strong)"
          strokeDasharray="5 4"
        />
        <Scatter data={placedBins(bins)} fill="var(--mc-accent)" isAnimationActive={false}>
          <ErrorBar
            dataKey="interval"
            direction="y"
            width={6}
            stroke="var(--mc-accent)"
            strokeWidth={1.5}
            isAnimationActive={false}
          />
        </Scatter>
      </ScatterChart>
    </ResponsiveContainer>
  );
}
