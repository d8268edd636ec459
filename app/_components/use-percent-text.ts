"use client";

import { useFormatter } from "next-intl";

/** Writes a share in [0, 1] as a whole percentage, below 1 % with a decimal. */
export function usePercentText(): (share: number) => string {
  const format = useFormatter();
  return (share) => format.number(share, { style: "percent", maximumFractionDigits: share < 0.01 ? 1 : 0 });
}
