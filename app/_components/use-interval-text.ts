"use client";

import { useTranslations } from "next-intl";
import type { Explanation } from "@/lib/prediction";
import { useNumbers } from "../_numbers/use-numbers";

/** Says the interval of a probability in words. */
export function useIntervalText(): (interval: NonNullable<Explanation["interval"]>) => string {
  const t = useTranslations("explanation.interval");
  const { percent } = useNumbers();
  return ({ low, high }) => t("between", { low: percent(low), high: percent(high) });
}
