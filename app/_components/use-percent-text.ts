"use client";

import { useFormatter } from "next-intl";

/** Writes a share in [0, 1] as a whole percentage. */
export function usePercentText(): (share: number) => string {
  const format = useFormatter();
  return (share) => format.number(share, { style: "percent", maximumFractionDigits: 0 });
}
