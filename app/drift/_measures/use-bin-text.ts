"use client";

import { useTranslations } from "next-intl";
import type { HistogramPoint } from "@/app/_charts/prepare-drift";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { HistogramMeasure } from "@/lib/drift/drift-report";

/** Names bins: in full for a table, by where they begin for an axis. */
export function useBinText(measure: HistogramMeasure["measure"]) {
  const t = useTranslations("drift.bin");
  const { percentMark, shortValue } = useNumbers();
  const bound = (value: number) => (measure === "score" ? percentMark(value) : shortValue(value));
  return {
    full: ({ atMinimum, isFirst, isLast, from, to }: HistogramPoint) => {
      if (atMinimum) return t("atMinimum");
      if (isFirst) return t("below", { to: bound(to) });
      return isLast ? t("above", { from: bound(from) }) : t("between", { from: bound(from), to: bound(to) });
    },
    short: ({ atMinimum, isFirst, from, to }: HistogramPoint) => {
      if (atMinimum) return t("minimum");
      return isFirst ? `< ${bound(to)}` : `≥ ${bound(from)}`;
    },
  };
}
