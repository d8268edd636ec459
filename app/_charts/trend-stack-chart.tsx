"use client";

import { memo } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { TrendMark, TrendStack } from "./prepare-trends";
import { markLines, timeAxisWidth, timeMargin, useTimeAxis } from "./use-time-axis";

interface TrendStackChartProps {
  stacks: readonly TrendStack[];
  /** One for each part, from the bottom. */
  fills: readonly string[];
  marks: readonly TrendMark[];
  /** Low, without an axis of windows, where it stands under a chart that has one. */
  size: "whole" | "foot";
}

const sizes = { whole: 200, foot: 84 };

/** Stacked counts of every window. */
export const TrendStackChart = memo(function TrendStackChart({
  stacks,
  fills,
  marks,
  size,
}: TrendStackChartProps) {
  const { tick } = useNumbers();
  const axis = useTimeAxis();
  const height = sizes[size];
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <BarChart
        data={[...stacks]}
        margin={size === "foot" ? { ...timeMargin, top: 6 } : timeMargin}
        barCategoryGap="15%"
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--mc-line)" vertical={false} />
        <XAxis {...axis} {...(size === "foot" && { tick: false, height: 6 })} />
        <YAxis
          type="number"
          width={timeAxisWidth}
          allowDecimals={false}
          {...(size === "foot" && { tickCount: 3 })}
          tickFormatter={tick}
          stroke="var(--mc-line-strong)"
        />
        {size === "whole" ? markLines(marks) : null}
        {fills.map((fill, part) => (
          <Bar
            key={fill}
            dataKey={({ parts }: TrendStack) => parts[part]}
            stackId="all"
            fill={fill}
            stroke="var(--mc-line-strong)"
            strokeWidth={0.5}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
});
