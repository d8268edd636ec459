"use client";

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { CalibrationBin } from "./prepare-calibration";

const margin = { top: 18, right: 12, bottom: 0, left: 6 };

/** How many candidates each bin rests on, on a logarithmic scale with the number over each bar. */
export function BinCountChart({ bins }: { bins: readonly CalibrationBin[] }) {
  const { count } = useNumbers();
  return (
    <ResponsiveContainer width="100%" height={96} initialDimension={{ width: 320, height: 96 }}>
      <BarChart data={[...bins]} margin={margin} barCategoryGap="12%" accessibilityLayer={false}>
        <XAxis dataKey="from" hide />
        <YAxis
          scale="log"
          domain={[0.7, "dataMax"]}
          allowDataOverflow
          tick={false}
          axisLine={false}
          width={58}
        />
        <Bar dataKey="drawnCount" fill="var(--mc-negative-fill)" isAnimationActive={false}>
          <LabelList
            dataKey="count"
            position="top"
            fontSize={11}
            formatter={(value: unknown) => count(Number(value))}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
