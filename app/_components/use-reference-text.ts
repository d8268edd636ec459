"use client";

import { useTranslations } from "next-intl";
import type { FeatureReference } from "@/lib/model/card";
import { referenceRemark } from "./reference-remark";
import { useRemarkValues } from "./use-remark-values";

/** Says in words where a value stands among the reference candidates. */
export function useReferenceText(): (reference: FeatureReference, value: number) => string {
  const t = useTranslations("reference");
  const remarkValues = useRemarkValues();
  return (reference, value) => {
    const remark = referenceRemark(reference, value);
    return t(remark.key, remarkValues(remark));
  };
}
