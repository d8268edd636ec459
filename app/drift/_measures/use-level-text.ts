"use client";

import type { LevelKind } from "@/app/_charts/prepare-drift";
import { useNumbers } from "@/app/_numbers/use-numbers";

/** Writes a level: a share as a percentage, a distance with the decimals that its size leaves room for. */
export function useLevelText(): (value: number, kind: LevelKind) => string {
  const { percent, score } = useNumbers();
  return (value, kind) => (kind === "share" ? percent(value) : score(value));
}
