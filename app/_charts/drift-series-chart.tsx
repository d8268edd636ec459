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
import type { DriftSeries, SeriesPoint } from "./prepare-drift";

interface DriftSeriesChartProps {
  series: DriftSeries;
  windowName: (point: SeriesPoint) => string;
  valueText: (value: number) => string;
  axes: { x: string; y: string };
}

const margin = { top: 18, right: 16, bottom: 22, left: 6 };

/** A distance over the windows, its threshold as a dashed stair, promotions as upright lines with their version. */
export function DriftSeriesChart({ series, windowName, valueText, axes }: DriftSeriesChartProps) {
  const { points, promotions } = series;
  const nameAt = (place: number) => {
    const point = points[place];
    return point === undefined ? "" : windowName(point);
  };
  return (
    <ResponsiveContainer width="100%" height={240} initialDimension={{ width: 320, height: 240 }}>
      <LineChart data={[...points]} margin={margin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" vertical={false} />
        <XAxis
          type="number"
          dataKey="place"
          domain={[-0.5, points.length - 0.5]}
          ticks={points.map(({ place }) => place)}
          tickFormatter={nameAt}
          interval="preserveStartEnd"
          minTickGap={12}
          height={30}
          stroke="var(--mc-line-strong)"
        >
          <Label value={axes.x} position="insideBottom" offset={-16} />
        </XAxis>
        <YAxis domain={[0, "auto"]} tickFormatter={valueText} width={58} stroke="var(--mc-line-strong)">
          <Label
            value={axes.y}
            angle={-90}
            position="insideLeft"
            offset={2}
            style={{ textAnchor: "middle" }}
          />
        </YAxis>
        {promotions.map(({ at, place, version }) => (
          <ReferenceLine
            key={at}
            x={place}
            stroke="var(--mc-line-strong)"
            strokeDasharray="1 3"
            label={{ value: version, position: "top", fontSize: 11 }}
          />
        ))}
        <Line
          dataKey="threshold"
          type="step"
          stroke="var(--mc-positive)"
          strokeWidth={1.75}
          strokeDasharray="6 4"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="value"
          type="linear"
          stroke="var(--mc-accent)"
          strokeWidth={2.25}
          dot={{ r: 3, fill: "var(--mc-accent)" }}
          activeDot={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
