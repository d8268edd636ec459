"use client";

import { Bar, BarChart, Brush, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { TrendStack } from "./prepare-trends";
import { timeAxisWidth, timeMargin } from "./use-time-axis";

export interface ShownWindows {
  /** Positions of the first and the last window shown, both included. */
  readonly first: number;
  readonly last: number;
}

interface TrendBrushProps {
  stacks: readonly TrendStack[];
  shown: ShownWindows;
  onChange: (shown: ShownWindows) => void;
  label: string;
}

const height = 56;

/** All windows small, with two handles, for the pointer and the arrow keys, that say which of them are shown. */
export function TrendBrush({ stacks, shown, onChange, label }: TrendBrushProps) {
  const { shortDay } = useDateText();
  const total = ({ parts }: TrendStack) => parts.reduce((sum, part) => sum + part, 0);
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <BarChart data={[...stacks]} margin={{ ...timeMargin, top: 4 }} accessibilityLayer={false}>
        <XAxis dataKey="key" hide />
        <YAxis width={timeAxisWidth} tick={false} axisLine={false} />
        <Brush
          dataKey="key"
          y={4}
          height={height - 8}
          travellerWidth={12}
          startIndex={shown.first}
          endIndex={shown.last}
          onChange={({ startIndex, endIndex }) => onChange({ first: startIndex, last: endIndex })}
          tickFormatter={shortDay}
          ariaLabel={label}
          fill="var(--mc-sunken)"
          stroke="var(--mc-accent)"
        >
          <BarChart data={[...stacks]}>
            <Bar dataKey={total} fill="var(--mc-negative-fill)" isAnimationActive={false} />
          </BarChart>
        </Brush>
      </BarChart>
    </ResponsiveContainer>
  );
}
