"use client";

import { Label, ReferenceLine } from "recharts";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { TrendMark } from "./prepare-trends";

/** Equal in all charts of one page, so that the same window stands at the same place in each. */
export const timeMargin = { top: 18, right: 14, bottom: 0, left: 0 };
export const timeAxisWidth = 50;

/** The axis of windows, named by their first day (UTC). */
export function useTimeAxis() {
  const { shortDay } = useDateText();
  return {
    dataKey: "key",
    type: "category",
    // As bars have it, so that a window's points stand over its bars.
    scale: "band",
    height: 26,
    interval: "preserveStartEnd",
    minTickGap: 14,
    tickFormatter: shortDay,
    stroke: "var(--mc-line-strong)",
  } as const;
}

/** Where another version became champion: an upright line with the number it has in the list. */
export function markLines(marks: readonly TrendMark[]) {
  return marks.map(({ key, label }) => (
    <ReferenceLine key={key} x={key} stroke="var(--mc-text)" strokeDasharray="2 3" strokeWidth={1.25}>
      <Label value={label} position="top" offset={4} fontWeight={650} />
    </ReferenceLine>
  ));
}
