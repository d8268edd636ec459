"use client";

import {
  CartesianGrid,
  Label,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { axisSizes, unitMargin } from "./use-unit-axis";

interface PairPoint {
  readonly a: number;
  readonly b: number;
}

interface AgreementChartProps {
  points: readonly PairPoint[];
  /** From which probability on each of the two calls a calcification. */
  thresholds: PairPoint;
  axes: { a: string; b: string };
}

const ticks = [0, 0.05, 0.25, 0.5, 1];
const unit: [number, number] = [0, 1];

/** Probabilities of two models for the same inputs, on scales of square roots. Crosses are called by one alone. */
export function AgreementChart({ points, thresholds, axes }: AgreementChartProps) {
  const { percentMark } = useNumbers();
  const axis = {
    type: "number",
    scale: "sqrt",
    domain: unit,
    ticks,
    stroke: "var(--mc-line-strong)",
    tickFormatter: percentMark,
  } as const;
  const differs = ({ a, b }: PairPoint) => a >= thresholds.a !== b >= thresholds.b;
  const border = { stroke: "var(--mc-line-strong)", strokeDasharray: "2 4" } as const;
  return (
    <ResponsiveContainer width="100%" height={360} initialDimension={{ width: 320, height: 360 }}>
      <ScatterChart margin={unitMargin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--mc-line)" />
        <XAxis {...axis} dataKey="a" height={axisSizes.height}>
          <Label value={axes.a} position="insideBottom" offset={-16} />
        </XAxis>
        <YAxis {...axis} dataKey="b" width={axisSizes.width}>
          <Label
            value={axes.b}
            angle={-90}
            position="insideLeft"
            offset={2}
            style={{ textAnchor: "middle" }}
          />
        </YAxis>
        <ReferenceLine x={thresholds.a} {...border} />
        <ReferenceLine y={thresholds.b} {...border} />
        <ReferenceLine
          segment={[
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ]}
          stroke="var(--mc-line-strong)"
        />
        <Scatter
          data={points.filter((point) => !differs(point))}
          fill="none"
          stroke="var(--mc-accent)"
          isAnimationActive={false}
        />
        <Scatter
          data={points.filter(differs)}
          shape="cross"
          fill="var(--mc-positive)"
          isAnimationActive={false}
        />
      </ScatterChart>
    </ResponsiveContainer>
  );
}
