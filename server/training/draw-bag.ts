import { type Random, randomInteger } from "../../lib/random";

export interface BagOptions {
  /** Negative vectors drawn for each positive one. */
  readonly negativesPerPositive: number;
}

/**
 * One tree's bag: as many draws from the positives as there are, and `negativesPerPositive` times as many from the
 * negatives, both with replacement. A stratified bootstrap, since a plain one of 2 % positives says little of them.
 */
export function drawBag(
  classes: { readonly positives: readonly number[]; readonly negatives: readonly number[] },
  { negativesPerPositive }: BagOptions,
  random: Random,
): number[] {
  const draw = (from: readonly number[], count: number) =>
    Array.from({ length: count }, () => from[randomInteger(random, from.length)] as number);
  const { positives, negatives } = classes;
  return [
    ...draw(positives, positives.length),
    ...draw(negatives, Math.round(positives.length * negativesPerPositive)),
  ];
}
