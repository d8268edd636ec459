"use client";

import { Area, CartesianGrid, ComposedChart, Label, Line, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { CalibrationMapPoint } from "./prepare-calibration-map";
import { axisSizes, unitMargin, useUnitAxis } from "./use-unit-axis";

interface CalibrationMapChartProps {
  points: readonly CalibrationMapPoint[];
  axes: { x: string; y: string };
}

/** What probability each raw score becomes, with the interval of it as a band. */
export function CalibrationMapChart({ points, axes }: CalibrationMapChartProps) {
  const axis = useUnitAxis();
  return (
    <ResponsiveContainer width="100%" height={300} initialDimension={{ width: 320, height: 300 }}>
      <ComposedChart data={[...points]} margin={unitMargin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" />
        <XAxis {...axis} dataKey="rawScore" height={axisSizes.height}>
          <Label value={axes.x} position="insideBottom" offset={-16} />
        </XAxis>
        <YAxis {...axis} width={axisSizes.width}>
          <Label
            value={axes.y}
            angle={-90}
            position="insideLeft"
            offset={2}
            style={{ textAnchor: "middle" }}
          />
        </YAxis>
        <Area
          dataKey="band"
          type="linear"
          stroke="none"
          fill="var(--mc-negative-fill)"
          fillOpacity={0.35}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="probability"
          type="linear"
          stroke="var(--mc-accent)"
          strokeWidth={2.25}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
