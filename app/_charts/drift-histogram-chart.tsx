"use client";

import { Bar, BarChart, CartesianGrid, Label, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { HistogramPoint } from "./prepare-drift";

interface DriftHistogramChartProps {
  points: readonly HistogramPoint[];
  /** Written under the bin of a place; nothing under an empty one. */
  binName: (point: HistogramPoint) => string;
  axes: { x: string; y: string };
}

const margin = { top: 8, right: 12, bottom: 22, left: 6 };

/** The reference as outlines and the window as filled bars beside them, the values at the minimum apart. */
export function DriftHistogramChart({ points, binName, axes }: DriftHistogramChartProps) {
  const { percentMark } = useNumbers();
  const places = (points.at(-1)?.place ?? 0) + 1;
  const data = Array.from(
    { length: places },
    (_, place) => points.find((point) => point.place === place) ?? { place },
  );
  const nameAt = (place: number) => {
    const point = points.find((one) => one.place === place);
    return point === undefined ? "" : binName(point);
  };
  return (
    <ResponsiveContainer width="100%" height={280} initialDimension={{ width: 320, height: 280 }}>
      <BarChart data={data} margin={margin} barCategoryGap="16%" barGap={1} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" vertical={false} />
        <XAxis
          dataKey="place"
          tickFormatter={nameAt}
          interval="preserveStartEnd"
          minTickGap={6}
          height={30}
          stroke="var(--mc-line-strong)"
        >
          <Label value={axes.x} position="insideBottom" offset={-16} />
        </XAxis>
        <YAxis tickFormatter={percentMark} width={58} stroke="var(--mc-line-strong)">
          <Label
            value={axes.y}
            angle={-90}
            position="insideLeft"
            offset={2}
            style={{ textAnchor: "middle" }}
          />
        </YAxis>
        <Bar
          dataKey="reference"
          fill="none"
          stroke="var(--mc-line-strong)"
          strokeWidth={1.5}
          isAnimationActive={false}
        />
        <Bar dataKey="current" fill="var(--mc-accent)" isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
