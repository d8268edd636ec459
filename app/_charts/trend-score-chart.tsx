"use client";

import { memo } from "react";
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { probabilityEdges } from "@/lib/trends/probability-edges";
import { type ScoreColumn, scoreBins, shadeOf, type TrendMark } from "./prepare-trends";
import { markLines, timeAxisWidth, timeMargin, useTimeAxis } from "./use-time-axis";

interface TrendScoreChartProps {
  columns: readonly ScoreColumn[];
  marks: readonly TrendMark[];
}

const height = 300;
/** Bounds that are written at the axis; all would run into each other. */
const ticks = [0, 3, 4, 5, 6, 7, 10, 13, 15];

interface ColumnShape {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly payload?: ScoreColumn;
}

/** One window's bins on top of each other, stronger where more of its predictions are. */
function ColumnOfShares({ x = 0, y = 0, width = 0, height: whole = 0, payload }: ColumnShape) {
  const step = whole / scoreBins;
  return (
    <g>
      {payload?.shares.map((share, bin) => (
        <rect
          key={probabilityEdges[bin]}
          x={x}
          y={y + whole - (bin + 1) * step}
          width={width}
          height={step}
          fill="var(--mc-accent)"
          fillOpacity={shadeOf(share)}
        />
      ))}
    </g>
  );
}

/** The distribution of the probability over time: bins upwards, equally high whatever their width. */
export const TrendScoreChart = memo(function TrendScoreChart({ columns, marks }: TrendScoreChartProps) {
  const { percentMark } = useNumbers();
  const axis = useTimeAxis();
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <BarChart data={[...columns]} margin={timeMargin} barCategoryGap={1} accessibilityLayer={false}>
        <XAxis {...axis} />
        <YAxis
          type="number"
          domain={[0, scoreBins]}
          ticks={ticks}
          interval={0}
          width={timeAxisWidth}
          tickFormatter={(bin: number) => percentMark(probabilityEdges[bin] ?? 0)}
          stroke="var(--mc-line-strong)"
        />
        <Bar dataKey="height" shape={ColumnOfShares} isAnimationActive={false} />
        {markLines(marks)}
      </BarChart>
    </ResponsiveContainer>
  );
});
