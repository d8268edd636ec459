"use client";

import { useFormatter } from "next-intl";

/** Writes figures of merit: rates as percentages with one decimal, scores with three, the Brier score with four. */
export function useFigureText() {
  const format = useFormatter();
  const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    rate: (value: number) => format.number(value, { style: "percent", ...fixed(1) }),
    score: (value: number) => format.number(value, fixed(3)),
    smallScore: (value: number) => format.number(value, fixed(4)),
    count: (value: number) => format.number(value),
    share: (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 0 }),
  };
}
