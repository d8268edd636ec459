"use client";

import { useTranslations } from "next-intl";
import type { DriftMeasure } from "@/lib/drift/drift-measures";

/** Names a feature, the score or the joint measure. */
export function useMeasureName(): (measure: DriftMeasure) => string {
  const t = useTranslations("drift.measure");
  const tFeature = useTranslations("features");
  return (measure) =>
    measure === "score" || measure === "support" ? t(`${measure}.name`) : tFeature(`${measure}.label`);
}
