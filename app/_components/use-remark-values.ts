"use client";

import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ReferenceRemark } from "./reference-remark";

/** Writes what a remark names, for its message. */
export function useRemarkValues(): (remark: ReferenceRemark) => Record<string, string> {
  const { percent, shortValue } = useNumbers();
  return (remark) =>
    "limit" in remark ? { limit: shortValue(remark.limit) } : { share: percent(remark.share) };
}
