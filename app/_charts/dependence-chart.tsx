"use client";

import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import classes from "./dependence-chart.module.css";
import { type DependenceLine, lowestDrawnProbability } from "./prepare-dependence";

const probabilityTicks = [lowestDrawnProbability, 0.01, 0.1, 1];
const margin = { top: 6, right: 14, bottom: 0, left: 0 };
const axisSizes = { width: 52, height: 24 };
const rugPlace = {
  bottom: axisSizes.height + margin.bottom,
  left: axisSizes.width + margin.left,
  width: `calc(100% - ${axisSizes.width + margin.left + margin.right}px)`,
};

/** One feature's line over its values; the ticks on the axis are the percentiles of the reference candidates. */
export function DependenceChart({ line }: { line: DependenceLine }) {
  const { percentMark, value } = useNumbers();
  return (
    <div className={classes.plot}>
      <ResponsiveContainer width="100%" height={170} initialDimension={{ width: 240, height: 170 }}>
        <LineChart data={[...line.points]} margin={margin} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--mc-line)" vertical={false} />
          <XAxis
            type="number"
            dataKey="place"
            domain={[...line.domain]}
            ticks={line.ticks.map(({ place }) => place)}
            interval={0}
            height={axisSizes.height}
            tickFormatter={(_: number, index: number) => value(line.ticks[index]?.value ?? 0)}
            stroke="var(--mc-line-strong)"
          />
          <YAxis
            type="number"
            scale="log"
            domain={[lowestDrawnProbability, 1]}
            ticks={probabilityTicks}
            interval={0}
            width={axisSizes.width}
            tickFormatter={percentMark}
            stroke="var(--mc-line-strong)"
          />
          <Line
            dataKey="drawnProbability"
            type="linear"
            stroke="var(--mc-accent)"
            strokeWidth={2.25}
            dot={line.points.length === 1}
            activeDot={false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        className={classes.rug}
        style={rugPlace}
        aria-hidden="true"
      >
        {line.percentiles.map((place) => (
          <line key={place} x1={place * 100} x2={place * 100} y1="0" y2="10" />
        ))}
      </svg>
    </div>
  );
}
