"use client";

import { memo } from "react";
import {
  CartesianGrid,
  Label,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import type { Curve } from "./prepare-curves";
import { axisSizes, unitMargin, useUnitAxis } from "./use-unit-axis";

interface CurveChartProps {
  curve: Curve;
  axes: { x: string; y: string };
  /** A curve of precision holds its value back to the point before; one of rates is joined straight. */
  join: "linear" | "stepBefore";
}

/**
 * One curve on the unit square with guessing as a dashed line. What moves over it is drawn by a PlotMarker, so that
 * a hundred points need not be placed anew at every step.
 */
export const CurveChart = memo(function CurveChart({ curve, axes, join }: CurveChartProps) {
  const axis = useUnitAxis();
  return (
    <ResponsiveContainer width="100%" height={300} initialDimension={{ width: 320, height: 300 }}>
      <LineChart data={[...curve.points]} margin={unitMargin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" />
        <XAxis {...axis} dataKey="x" height={axisSizes.height}>
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
        {curve.chance === null ? (
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ]}
            stroke="var(--mc-line-strong)"
            strokeDasharray="5 4"
          />
        ) : (
          <ReferenceLine y={curve.chance} stroke="var(--mc-line-strong)" strokeDasharray="5 4" />
        )}
        <Line
          dataKey="y"
          type={join}
          stroke="var(--mc-accent)"
          strokeWidth={2.25}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
});
