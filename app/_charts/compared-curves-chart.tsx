"use client";

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
import { prepareComparedCurves } from "./prepare-compared-curves";
import type { Curve } from "./prepare-curves";
import { axisSizes, unitMargin, useUnitAxis } from "./use-unit-axis";

interface ComparedCurvesChartProps {
  a: Curve;
  b: Curve;
  axes: { x: string; y: string };
  /** A curve of precision holds its value back to the point before; one of rates is joined straight. */
  join: "linear" | "stepBefore";
}

const diagonal = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
] as const;

/**
 * Two curves on the unit square, A solid and B dashed. Guessing is finer dashes: the diagonal, or the share in A's
 * rows.
 */
export function ComparedCurvesChart({ a, b, axes, join }: ComparedCurvesChartProps) {
  const axis = useUnitAxis();
  // Points of the other curve lie between one's own: to join over them leaves nothing out.
  const line = { type: join, connectNulls: true, dot: false, activeDot: false, isAnimationActive: false };
  return (
    <ResponsiveContainer width="100%" height={300} initialDimension={{ width: 320, height: 300 }}>
      <LineChart data={[...prepareComparedCurves(a, b)]} margin={unitMargin} accessibilityLayer={false}>
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
        {a.chance === null ? (
          <ReferenceLine segment={diagonal} stroke="var(--mc-line-strong)" strokeDasharray="2 4" />
        ) : (
          <ReferenceLine y={a.chance} stroke="var(--mc-line-strong)" strokeDasharray="2 4" />
        )}
        <Line {...line} dataKey="a" stroke="var(--mc-accent)" strokeWidth={2.25} />
        <Line {...line} dataKey="b" stroke="var(--mc-positive)" strokeWidth={2.25} strokeDasharray="8 4" />
      </LineChart>
    </ResponsiveContainer>
  );
}
