import type { Calibration, Estimate } from "../model/card";
import { createRandom, type Random } from "../random";
import { calibrate, interval } from "./calibration";
import { type BandSource, bandAround, fittersOf } from "./calibration-band";
import { calibrationMethods } from "./calibration-methods";
import { fitCalibration } from "./fit-calibration";
import { bootstrap } from "./intervals";
import { gather, groupScores } from "./score-groups";
import type { Scored } from "./scored";

export interface CoverageOptions {
  readonly simulations: number;
  /** Resamples for the band of each simulation; may be fewer than the card's, percentiles allow for it. */
  readonly draws: number;
  readonly seed: number;
}

/** Share of cases whose true probability the band held, with its 95 % interval over simulations. */
interface Coverage {
  /** Cases as the scores are distributed, each entry as many as it has rows. */
  readonly everywhere: Estimate;
  /** Cases whose true probability is from 0.05 to 0.95, where calls are made; `null` where there are none. */
  readonly contested: Estimate;
}

/** Scores in the same of so many cells are one in a simulation: the same fits in a fraction of the time. */
const cells = 200;
const isContested = (probability: number) => probability >= 0.05 && probability <= 0.95;

/** Everything of a simulation that its labels do not change. */
interface World extends Pick<BandSource, "groups" | "fitters"> {
  /** Index of the calibration's method among the fitters. */
  readonly method: number;
  /** Shape (entries,): rows of each; shape (groups,): cases, and the true probability of each. */
  readonly rows: Int32Array;
  readonly cases: Float64Array;
  readonly truths: Float64Array;
}

function worldOf(scored: Scored, method: string, truth: Calibration): World {
  const groups = groupScores(scored.scores, cells);
  const rows = Int32Array.from(groups.groupOf, (group, i) =>
    group < 0 ? 0 : (scored.positives[i] as number) + (scored.negatives[i] as number),
  );
  return {
    groups,
    fitters: fittersOf(groups),
    method: (calibrationMethods as readonly string[]).indexOf(method),
    rows,
    cases: gather(groups, rows),
    truths: groups.scores.map((score) => calibrate(truth, score)),
  };
}

function drawPositives({ groups, rows, truths }: World, random: Random): Int32Array {
  return rows.map((count, i) => {
    const probability = truths[groups.groupOf[i] as number] as number;
    let positives = 0;
    for (let row = 0; row < count; row++) if (random() < probability) positives++;
    return positives;
  });
}

/** Labels drawn, fitted and banded anew: 1 for each group whose true probability is inside. */
function heldGroups(world: World, draws: number, random: Random): Uint8Array {
  const { groups, fitters, rows, truths } = world;
  const positives = drawPositives(world, random);
  const negatives = rows.map((count, i) => count - (positives[i] as number));
  const refit = fitters[world.method];
  if (refit === undefined)
    throw new Error(`Coverage is simulated for ${calibrationMethods.join(", ")} calibration only.`);
  const map = refit(gather(groups, positives), gather(groups, negatives));
  const band = bandAround({ groups, fitters, positives, negatives }, map, { draws, random });
  return Uint8Array.from(groups.scores, (score, group) => {
    const around = interval({ ...map, band }, score);
    const truth = truths[group] as number;
    return around !== null && around.low <= truth && truth <= around.high ? 1 : 0;
  });
}

/** Share of the counted cases that were held; `null` where none is counted. */
function shareHeld({ cases, truths }: World, held: Uint8Array, counts: (truth: number) => boolean) {
  let [hits, all] = [0, 0];
  truths.forEach((truth, group) => {
    if (!counts(truth)) return;
    all += cases[group] as number;
    hits += (cases[group] as number) * (held[group] as number);
  });
  return all === 0 ? null : hits / all;
}

/** Mean over simulations, whose draws are independent; those of the cases inside one are not. */
function meanOf(shares: readonly (number | null)[], random: Random): Estimate {
  const known = shares.filter((share) => share !== null);
  const mean = (drawn: Int32Array) =>
    known.reduce((sum, share, i) => sum + share * (drawn[i] as number), 0) / known.length;
  const [range] = bootstrap(known.length, (drawn) => [mean(drawn)], { draws: 1000, random });
  return range ? { value: mean(new Int32Array(known.length).fill(1)), ...range } : null;
}

/**
 * How often the band holds the truth when there is one: the scores stay as they are, every row draws its label anew
 * by the map `truth`, the calibration's method is fitted and the band made as `calibrationBand` does, and the cases
 * whose true probability is inside are counted.
 */
export function bandCoverage(
  scored: Scored,
  { method, truth }: { readonly method: string; readonly truth: Calibration },
  { simulations, draws, seed }: CoverageOptions,
): Coverage {
  const random = createRandom(seed, 0xc0fe);
  const world = worldOf(scored, method, truth);
  const held = Array.from({ length: simulations }, () => heldGroups(world, draws, random));
  const over = (counts: (truth: number) => boolean) =>
    meanOf(
      held.map((groups) => shareHeld(world, groups, counts)),
      random,
    );
  return { everywhere: over(() => true), contested: over(isContested) };
}

/** The same with each method's own fit to the data as the truth, so that all but one are not of the band's family. */
export function coverageByTruth(scored: Scored, method: string, options: CoverageOptions) {
  return calibrationMethods.map((name) => ({
    truth: name,
    ...bandCoverage(scored, { method, truth: fitCalibration(scored, name) }, options),
  }));
}
