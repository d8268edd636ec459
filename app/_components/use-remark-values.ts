"use client";

import type { ReferenceRemark } from "./reference-remark";
import { usePercentText } from "./use-percent-text";
import { useValueText } from "./use-value-text";

/** Writes what a remark names, for its message. */
export function useRemarkValues(): (remark: ReferenceRemark) => Record<string, string> {
  const percentText = usePercentText();
  const valueText = useValueText();
  return (remark) =>
    "limit" in remark ? { limit: valueText(remark.limit, 2) } : { share: percentText(remark.share) };
}
