"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Estimate } from "@/lib/model/card";

export interface DataText {
  readonly count: (value: number) => string;
  /** A share in [0, 1] as a percentage with one decimal. */
  readonly percent: (share: number) => string;
  /** A feature value with three decimals. */
  readonly value: (value: number) => string;
  /** A correlation with two decimals; a dash where there is none. */
  readonly correlation: (value: number | null) => string;
  /** An estimated share and its 95 % interval. */
  readonly shareEstimate: (estimate: Estimate) => string;
  /** An estimated area under the curve and its 95 % interval. */
  readonly areaEstimate: (estimate: Estimate) => string;
}

/** Writes the figures of a data set; the same object at every render. */
export function useDataText(): DataText {
  const numbers = useNumbers();
  const t = useTranslations("data.figure");
  return useMemo(() => {
    const { count, percent, score, fineValue, correlation } = numbers;
    const estimated = (written: (value: number) => string) => (estimate: Estimate) =>
      estimate === null
        ? t("none")
        : t("estimate", {
            value: written(estimate.value),
            low: written(estimate.low),
            high: written(estimate.high),
          });
    return {
      count,
      percent,
      value: fineValue,
      correlation: (value) => (value === null ? t("none") : correlation(value)),
      shareEstimate: estimated(percent),
      areaEstimate: estimated(score),
    };
  }, [numbers, t]);
}
