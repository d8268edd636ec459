"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Figure, MetricName } from "@/lib/trends/figure";

/**
 * Writes days, counts and figures.
 * The same object at every render.
 */
export function useTrendText() {
  const t = useTranslations("trends.text");
  const { day } = useDateText();
  const numbers = useNumbers();
  return useMemo(() => {
    const { percent, score, count, perThousand } = numbers;
    const writer = (name?: MetricName) => (name === "f1" ? score : percent);
    return {
      rate: percent,
      day,
      count,
      mean: perThousand,
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
  }, [numbers, t, day]);
}
