import { estimate, wilson } from "@/lib/evaluation/intervals";
import type { Estimate } from "@/lib/model/card";

/** A share with its 95 % interval (Wilson); `null` of nothing. */
export const shareOf = (hits: number, trials: number): Estimate =>
  trials === 0 ? null : estimate(hits / trials, wilson(hits, trials));
