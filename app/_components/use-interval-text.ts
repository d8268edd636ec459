"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Explanation } from "@/lib/prediction";

/** Writes the interval of a probability: whole percentages, with a decimal near 0 and 100 % where it tells more. */
export function useIntervalText(): (interval: NonNullable<Explanation["interval"]>) => string {
  const t = useTranslations("explanation.interval");
  const format = useFormatter();
  const end = (value: number) =>
    format.number(value, {
      style: "percent",
      maximumFractionDigits: value < 0.1 || (value > 0.99 && value < 1) ? 1 : 0,
    });
  return ({ low, high }) => t("between", { low: end(low), high: end(high) });
}
