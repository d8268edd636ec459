import type { Calibration, Estimate, ModelCard } from "../model/card";
import { type CoverageOptions, coverageByTruth } from "./calibration-coverage";
import { calibrationMethods } from "./calibration-methods";
import type { Scored } from "./scored";

const inWords = (estimate: Estimate) => {
  if (estimate === null) return "no such case";
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((share) => share.toFixed(3));
  return `${value} (${low} to ${high})`;
};

/**
 * What a card says of the band: how it is made, and how often it held the truth in simulations, by the lowest figure
 * of them all. `bandDraws` is the number of resamples of the card's own band.
 */
export function intervalCard(
  scored: Scored,
  calibration: Calibration,
  { bandDraws, ...options }: CoverageOptions & { readonly bandDraws: number },
): NonNullable<ModelCard["interval"]> {
  const found = coverageByTruth(scored, calibration.method, options);
  const lowest = found
    .flatMap(({ everywhere, contested }) => [everywhere, contested])
    .filter((estimate) => estimate !== null)
    .sort((a, b) => a.value - b.value)[0];
  const figures = found.map(
    ({ truth, everywhere, contested }) =>
      `truth by ${truth}: ${inWords(everywhere)} of all, ${inWords(contested)} of those between 0.05 and 0.95`,
  );
  return {
    method:
      `Percentiles of ${calibrationMethods.join(", ")} calibration together, each fitted to ${bandDraws} bootstrap ` +
      "resamples of the feature vectors.",
    level: 0.95,
    coverage: lowest ?? null,
    simulation:
      `The out-of-bag scores kept, labels drawn anew by a known map, ${options.simulations} times for each of three ` +
      `maps, with ${options.draws} resamples each; cases as the scores are distributed. ${figures.join("; ")}. The ` +
      "coverage is the lowest of these. Not in the interval: that other rows would have given another forest, and " +
      "that candidates with equal scores differ.",
  };
}
