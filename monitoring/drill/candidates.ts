import type { Features } from "../../lib/features";
import { createRandom } from "../../lib/random";
import { madeUpRegions } from "../../prisma/seed-regions";
import { readModelFiles } from "../../server/services/model-files";

const different = 2000;
const seed = 20;

/** Candidates like those the shipped model was trained on, in every stretch, over and over. */
export async function usualCandidates(): Promise<Generator<Features, never>> {
  const model = await readModelFiles("data/model");
  const regions = madeUpRegions(model, { count: different, random: createRandom(seed) });
  return (function* () {
    for (;;) for (const { features } of regions) yield features;
  })();
}

/** Standard deviations by which a device out of order reads the contrast too high. */
const contrastShift = 2;

export const asReadTooHigh = (features: Features): Features => ({
  ...features,
  contrast: features.contrast + contrastShift,
});

/** The next ones. */
export const take = (candidates: Iterator<Features, never>, count: number): Features[] =>
  Array.from({ length: count }, () => candidates.next().value);
