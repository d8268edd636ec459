"use client";

import { memo } from "react";
import {
  CartesianGrid,
  Label,
  Line,
  LineChart,
  ReferenceDot,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { type CostLine, lowestDrawnThreshold } from "./prepare-cost";
import { axisSizes, unitMargin } from "./use-unit-axis";

interface CostChartProps {
  line: CostLine;
  /** Where the cost is lowest; `null` if the axis has no room for it. */
  cheapest: { threshold: number; cost: number } | null;
  axes: { x: string; y: string };
}

const ticks = [lowestDrawnThreshold, 0.01, 0.1, 1];

/** Expected cost over thresholds on a logarithmic scale, with its lowest point as an open ring. */
export const CostChart = memo(function CostChart({ line, cheapest, axes }: CostChartProps) {
  const { percentMark, tick } = useNumbers();
  return (
    <ResponsiveContainer width="100%" height={300} initialDimension={{ width: 320, height: 300 }}>
      <LineChart data={[...line.points]} margin={unitMargin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" />
        <XAxis
          type="number"
          dataKey="threshold"
          scale="log"
          domain={[lowestDrawnThreshold, 1]}
          ticks={ticks}
          tickFormatter={percentMark}
          height={axisSizes.height}
          stroke="var(--mc-line-strong)"
        >
          <Label value={axes.x} position="insideBottom" offset={-16} />
        </XAxis>
        <YAxis
          type="number"
          domain={[0, line.top]}
          tickFormatter={tick}
          width={axisSizes.width}
          stroke="var(--mc-line-strong)"
        >
          <Label
            value={axes.y}
            angle={-90}
            position="insideLeft"
            offset={2}
            style={{ textAnchor: "middle" }}
          />
        </YAxis>
        <Line
          dataKey="cost"
          type="stepBefore"
          stroke="var(--mc-accent)"
          strokeWidth={2.25}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        {cheapest === null ? null : (
          <ReferenceDot
            x={cheapest.threshold}
            y={cheapest.cost}
            r={9}
            fill="none"
            stroke="var(--mc-text)"
            strokeWidth={2}
          />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
});
