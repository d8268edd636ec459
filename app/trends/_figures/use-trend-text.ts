"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Figure, MetricName } from "@/lib/trends/figure";

const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });

/**
 * Writes days, counts and figures: rates as percentages with one decimal, F1 with three decimals as everywhere else.
 * The same object at every render.
 */
export function useTrendText() {
  const t = useTranslations("trends.text");
  const format = useFormatter();
  const { day } = useDateText();
  return useMemo(() => {
    const rate = (value: number) => format.number(value, { style: "percent", ...fixed(1) });
    const score = (value: number) => format.number(value, fixed(3));
    const writer = (name?: MetricName) => (name === "f1" ? score : rate);
    return {
      rate,
      day,
      count: (value: number) => format.number(value),
      mean: (value: number) => format.number(value, fixed(1)),
      days: (from: string, to: string) =>
        from === to ? day(from) : t("days", { from: day(from), to: day(to) }),
      /** The value, or a dash. */
      value: (figure: Figure, name?: MetricName) =>
        figure.value === null ? "–" : writer(name)(figure.value),
      interval: (figure: Figure, name?: MetricName) =>
        figure.value === null
          ? "–"
          : t("interval", { low: writer(name)(figure.low), high: writer(name)(figure.high) }),
      /** Why there is no value; empty where there is one. */
      missing: (figure: Figure) => (figure.missing === null ? "" : t(`missing.${figure.missing}`)),
      /** Value with interval, or why there is none. */
      whole: (figure: Figure, name?: MetricName) =>
        figure.value === null
          ? t(`missing.${figure.missing}`)
          : t("withInterval", {
              value: writer(name)(figure.value),
              low: writer(name)(figure.low),
              high: writer(name)(figure.high),
            }),
    };
  }, [format, t, day]);
}
