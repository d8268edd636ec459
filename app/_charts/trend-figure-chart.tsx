"use client";

import { memo } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Line,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { TrendMark, TrendPoint } from "./prepare-trends";
import { markLines, timeAxisWidth, timeMargin, useTimeAxis } from "./use-time-axis";

interface TrendFigureChartProps {
  points: readonly TrendPoint[];
  marks: readonly TrendMark[];
  /** Where the upright axis ends: at 1, or with the highest value for shares that are all small. */
  top: "one" | "highest";
}

const height = 220;

/** A lozenge with nothing in it: an estimate, not an observation. */
function hollow({ cx, cy, payload }: { cx?: number; cy?: number; payload?: TrendPoint }) {
  if (cx === undefined || cy === undefined || payload?.estimate == null) return <g key={payload?.key} />;
  return (
    <path
      key={payload.key}
      d={`M${cx} ${cy - 5}l5 5l-5 5l-5 -5z`}
      fill="var(--mc-surface)"
      stroke="var(--mc-negative)"
      strokeWidth={1.5}
    />
  );
}

/** Realised: dots with error bars, joined where neighbours have a value. Estimated: hollow, dashed, over a band. */
export const TrendFigureChart = memo(function TrendFigureChart({
  points,
  marks,
  top,
}: TrendFigureChartProps) {
  const { percentMark } = useNumbers();
  const axis = useTimeAxis();
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <ComposedChart data={[...points]} margin={timeMargin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" vertical={false} />
        <XAxis {...axis} />
        <YAxis
          type="number"
          domain={top === "one" ? [0, 1] : [0, "auto"]}
          width={timeAxisWidth}
          tickFormatter={percentMark}
          stroke="var(--mc-line-strong)"
        />
        {markLines(marks)}
        <Area
          dataKey="band"
          type="linear"
          stroke="none"
          fill="var(--mc-negative-fill)"
          fillOpacity={0.18}
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="estimate"
          type="linear"
          stroke="var(--mc-negative)"
          strokeWidth={1.5}
          strokeDasharray="6 4"
          dot={hollow}
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="value"
          type="linear"
          stroke="var(--mc-accent)"
          strokeWidth={2.25}
          dot={{ r: 4, fill: "var(--mc-accent)", stroke: "var(--mc-surface)", strokeWidth: 1 }}
          activeDot={false}
          connectNulls={false}
          isAnimationActive={false}
        >
          <ErrorBar
            dataKey="error"
            direction="y"
            width={5}
            stroke="var(--mc-accent)"
            strokeWidth={1.5}
            isAnimationActive={false}
          />
        </Line>
      </ComposedChart>
    </ResponsiveContainer>
  );
});
