import { compareHeldOut } from "../lib/evaluation/compare-held-out";
import { simulatedPair } from "../lib/evaluation/testing/simulated-pair";
import { finish } from "../lib/steps";
import type { BenchRow } from "./bench";

/** As many vectors as the shipped model was held out on; about one in 21 is positive. */
const population = { vectors: 7848, truth: { mean: -5.3, spread: 2.6 } };
const championNoise = 0.6;

/** Two models equally far off the truth, then a candidate twice as far off. */
const cases = [
  { name: "an equal candidate", noise: championNoise, samples: 400, promised: 0.05 },
  { name: "a candidate twice as far off", noise: 2 * championNoise, samples: 100, promised: 1 },
];

/** How often the gate before `champion` finds a candidate worse, against what it promises: shares of samples. */
export async function gateBench(): Promise<BenchRow[]> {
  return cases.flatMap(({ name, noise, samples, promised }) => {
    let [recall, brier, either, milliseconds] = [0, 0, 0, 0];
    for (let seed = 0; seed < samples; seed++) {
      const pair = simulatedPair({
        ...{ ...population, seed },
        noise: { champion: championNoise, candidate: noise },
      });
      const begun = performance.now();
      const found = finish(compareHeldOut(pair, seed));
      milliseconds += performance.now() - begun;
      const isWorse = [found.recallAtOnePercent, found.brier].map(
        ({ lossAtLeast }) => (lossAtLeast ?? 0) > 0,
      );
      recall += isWorse[0] ? 1 : 0;
      brier += isWorse[1] ? 1 : 0;
      either += isWorse.includes(true) ? 1 : 0;
    }
    const note = `${samples} samples of ${population.vectors} vectors, ${(milliseconds / samples).toFixed(0)} ms each`;
    return Object.entries({ recall, brier, either }).map(([criterion, hits]) => ({
      name: `gate, ${name}, worse in ${criterion}`,
      ...{
        ours: hits / samples,
        theirs: promised,
        unit: "of samples",
        ratio: hits / samples / promised,
        note,
      },
    }));
  });
}
