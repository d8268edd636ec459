"use client";

import { useFormatter } from "next-intl";
import type { LevelKind } from "@/app/_charts/prepare-drift";

/** Writes a level: a share as a percentage, a distance with the decimals that its size leaves room for. */
export function useLevelText(): (value: number, kind: LevelKind) => string {
  const format = useFormatter();
  return (value, kind) =>
    kind === "share"
      ? format.number(value, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 })
      : format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
}
