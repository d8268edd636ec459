import { createRandom, type Random } from "../../random";
import type { HeldOutPair } from "../compare-held-out";

export interface Simulation {
  readonly vectors: number;
  readonly seed: number;
  /** Normal distribution of the true log odds. */
  readonly truth: { readonly mean: number; readonly spread: number };
  /** Standard deviation, in log odds, of what each model's answers are off the truth by. */
  readonly noise: { readonly champion: number; readonly candidate: number };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Standard normal (Box and Muller). */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * Vectors with a true probability each, a label drawn from it, and two models that see it through noise of their own.
 */
export function simulatedPair({ vectors, seed, truth, noise }: Simulation): HeldOutPair {
  const random = createRandom(seed, 77);
  const logOdds = Array.from({ length: vectors }, () => truth.mean + truth.spread * normal(random));
  const positives = logOdds.map((own) => (random() < logistic(own) ? 1 : 0));
  const said = (spread: number) => logOdds.map((own) => logistic(own + spread * normal(random)));
  return {
    positives,
    negatives: positives.map((positive) => 1 - positive),
    champion: said(noise.champion),
    candidate: said(noise.candidate),
  };
}
