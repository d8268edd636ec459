/** A source of numbers uniform in [0, 1), the same ones for the same seed. */
export type Random = () => number;

/**
 * Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, period 2^32, plenty for drawing bags and folds.
 * The seeds' parts are mixed one after the other, so that (1, 2) and (2, 1) give unrelated streams.
 */
export function createRandom(...seeds: readonly number[]): Random {
  let state = 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  for (const seed of seeds) {
    state = (state ^ Math.imul(seed | 0, 0x85ebca6b)) | 0;
    state = next();
  }
  return () => next() / 4294967296;
}

/** A whole number in [0, limit). */
export const randomInteger = (random: Random, limit: number): number => Math.floor(random() * limit);

/** The items in a random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = randomInteger(random, i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}
