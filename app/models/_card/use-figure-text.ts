"use client";

import { useFormatter } from "next-intl";
import { useMemo } from "react";

const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });

function createFigureText(format: ReturnType<typeof useFormatter>) {
  return {
    rate: (value: number) => format.number(value, { style: "percent", ...fixed(1) }),
    score: (value: number) => format.number(value, fixed(3)).replace("-", "−"),
    smallScore: (value: number) => format.number(value, fixed(4)),
    fineScore: (value: number) => format.number(value, fixed(5)),
    twoDecimals: (value: number) => format.number(value, fixed(2)),
    count: (value: number) => format.number(value),
    share: (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 0 }),
    threshold: (value: number) => format.number(value, { style: "percent", maximumSignificantDigits: 3 }),
    perThousand: (value: number) => format.number(value, fixed(1)),
  };
}

type FigureText = ReturnType<typeof createFigureText>;

/**
 * Writes figures of merit: rates as percentages with one decimal, scores with three, the Brier score with four,
 * thresholds as percentages with three figures, because the low ones differ where rates no longer do. The same
 * object at every render.
 */
export function useFigureText(): FigureText {
  const format = useFormatter();
  return useMemo(() => createFigureText(format), [format]);
}

/** How a figure may be written. */
export type Written = Exclude<
  keyof FigureText,
  "count" | "share" | "threshold" | "twoDecimals" | "fineScore"
>;
