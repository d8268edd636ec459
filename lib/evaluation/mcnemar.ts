/** Candidates that one caller alone called rightly. */
export interface Discordant {
  readonly onlyARight: number;
  readonly onlyBRight: number;
}

/** With fewer, even if all spoke for one side, the test could not reach 5 %: 2 · 0.5⁵ is 6.25 %. */
const leastDiscordant = 6;

/**
 * McNemar's test in its exact form (McNemar 1947): how likely a split at least as uneven is if each of the two were
 * right equally often, two-sided, in (0, 1]. `null` where there are too few candidates on which only one was right.
 */
export function mcnemar({ onlyARight, onlyBRight }: Discordant): number | null {
  const n = onlyARight + onlyBRight;
  if (n < leastDiscordant) return null;
  const fewer = Math.min(onlyARight, onlyBRight);
  // In logarithms: 0.5 to the power of n leaves the range of doubles beyond n = 1,074.
  let logTerm = -n * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((n - k + 1) / k);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
