"use client";

import { useFormatter } from "next-intl";

const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** Writes figures that are in percent already, to one decimal, so that a column of them adds up as written. */
export function usePointsText() {
  const format = useFormatter();
  return {
    percent: (value: number) => format.number(value / 100, { style: "percent", ...oneDecimal }),
    signed: (points: number) =>
      format.number(points, { signDisplay: "exceptZero", ...oneDecimal }).replace("-", "−"),
    plain: (points: number) => format.number(Math.abs(points), oneDecimal),
  };
}
