"use client";

import { useTranslations } from "next-intl";
import type { Written } from "@/app/_numbers/create-numbers";
import { useNumbers } from "@/app/_numbers/use-numbers";

/** Writes a difference with its sign: of rates in percentage points, of scores with the decimals of the scores. */
export function useDifferenceText(): (difference: number, written: Written) => string {
  const t = useTranslations("compare.figures");
  const { signedPoints, signedScore, signedSmallScore } = useNumbers();
  return (difference, written) => {
    if (written === "percent") return t("points", { value: signedPoints(100 * difference) });
    if (written === "perThousand") return signedPoints(difference);
    return written === "score" ? signedScore(difference) : signedSmallScore(difference);
  };
}
