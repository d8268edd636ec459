"use client";

import { useNumbers } from "@/app/_numbers/use-numbers";

const unit: [number, number] = [0, 1];
const ticks = [0, 0.25, 0.5, 0.75, 1];

/** Room for the ticks and names of both axes of a unit square, in pixels. */
export const unitMargin = { top: 8, right: 12, bottom: 22, left: 6 };

/** Width of the upright axis and height of the flat one, in pixels. */
export const axisSizes = { width: 58, height: 30 };

/** Distance of the plot's own area from the edges of its drawing, in pixels. */
export const plotInsets = {
  top: unitMargin.top,
  right: unitMargin.right,
  bottom: unitMargin.bottom + axisSizes.height,
  left: unitMargin.left + axisSizes.width,
};

/** An axis from 0 to 100 %, its ticks in the reader's language. */
export function useUnitAxis() {
  const { percentMark } = useNumbers();
  return {
    type: "number",
    domain: unit,
    ticks,
    tickFormatter: percentMark,
    stroke: "var(--mc-line-strong)",
  } as const;
}
