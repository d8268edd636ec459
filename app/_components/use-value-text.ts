"use client";

import { useFormatter } from "next-intl";

/** Writes a feature value with as many decimals as it has, up to eight, the most the published file carries. */
export function useValueText(): (value: number, maximumFractionDigits?: number) => string {
  const format = useFormatter();
  return (value, maximumFractionDigits = 8) =>
    format.number(value, { maximumFractionDigits, signDisplay: "negative" }).replace("-", "−");
}
