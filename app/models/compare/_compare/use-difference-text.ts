"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Written } from "../../_card/use-figure-text";

const decimals: Record<Written, number> = { rate: 1, score: 3, smallScore: 4, perThousand: 1 };

/** Writes a difference with its sign: of rates in percentage points, of scores with the decimals of the scores. */
export function useDifferenceText(): (difference: number, written: Written) => string {
  const t = useTranslations("compare.figures");
  const format = useFormatter();
  return (difference, written) => {
    const digits = decimals[written];
    const value = format
      .number(written === "rate" ? 100 * difference : difference, {
        ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
        signDisplay: "exceptZero",
      })
      .replace("-", "−");
    return written === "rate" ? t("points", { value }) : value;
  };
}
