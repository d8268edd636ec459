"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { FeatureReference } from "@/lib/model/card";
import { referencePosition } from "./reference-position";
import { useValueText } from "./use-value-text";

/** Says in words where a value stands among the reference candidates. */
export function useReferenceText(): (reference: FeatureReference, value: number) => string {
  const t = useTranslations("reference");
  const format = useFormatter();
  const valueText = useValueText();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 0 });
  return (reference, value) => {
    const position = referencePosition(reference, value);
    switch (position.kind) {
      case "below_all":
        return t("belowAll", { limit: valueText(reference.min, 2) });
      case "above_all":
        return t("aboveAll", { limit: valueText(reference.max, 2) });
      case "at_minimum":
        return t("atMinimum", { share: percent(position.share) });
      case "within":
        if (position.share < 0.01) return t("nearBottom", { share: percent(0.01) });
        if (position.share > 0.99) return t("nearTop", { share: percent(0.99) });
        return t("above", { share: percent(position.share) });
    }
  };
}
