import type { FeatureKey, Features } from "../lib/features";
import { toVector } from "../lib/features";
import { type Assessment, assess } from "../lib/model/model";
import { createRandom, type Random, randomInteger } from "../lib/random";
import type { Opinion } from "./generated/enums";
import { madeUpId } from "./made-up-id";
import { madeUpClinicians } from "./made-up-people";
import {
  firstOpinionOf,
  outcomesOf,
  reviewsOf,
  type SeedOutcome,
  type SeedReview,
  secondReaderShare,
} from "./seed-follow-up";
import { madeUpRegions, type SeedModel } from "./seed-regions";

/**
 * `steady`: as the model was trained. `drifted`: two features read too high in the last ten days; after `steady` it
 * adds such ten days to it.
 */
export const seedScenarios = ["steady", "drifted"] as const;
export type SeedScenario = (typeof seedScenarios)[number];

export interface SeedOptions extends SeedModel {
  readonly scenario: SeedScenario;
  /** Nothing is dated after it. */
  readonly now: Date;
  /** Made-up predictions that are there already: others are then added. */
  readonly present: number;
}

export interface SeedPrediction extends Features, Assessment {
  readonly id: string;
  readonly createdAt: Date;
  readonly source: "seed";
  readonly actorId: string;
  readonly actorName: string;
  readonly caseReference: string | null;
  readonly firstOpinion: Opinion | null;
  readonly modelVersion: string;
}

/** Without the case, which is stored encrypted and apart. */
export const predictionRow = ({ caseReference: _, ...row }: SeedPrediction) => row;

export interface SeedRows {
  readonly predictions: SeedPrediction[];
  readonly outcomes: SeedOutcome[];
  readonly reviews: SeedReview[];
}

const whole = { count: 2000, days: 60 } as const;
const driftDays = 10;
/** What `drifted` adds to a seeded database: most of what the last ten days then hold. */
const addition = { count: 1500, days: driftDays } as const;
const dayMilliseconds = 86_400_000;
/** Of all random numbers drawn here; of the first dozen the one whose rows were the most ordinary. */
const streamSeed = 8;
/** Standard deviations by which a drifted feature reads too high: a device out of calibration. */
export const driftShift: Partial<Record<FeatureKey, number>> = { noiseFluctuation: 0.9, contrast: 1.4 };

/**
 * Made-up predictions of the last 60 days, or of the last ten where there are some already, with what people said of
 * them. The same arguments give the same rows.
 */
export function seedRows({ scenario, now, present, model, heldOut }: SeedOptions): SeedRows {
  const seeds = [streamSeed, seedScenarios.indexOf(scenario), present];
  const random = createRandom(...seeds);
  const extent = present === 0 ? whole : addition;
  // A stream of its own: which regions come one after the other does not depend on the day it is.
  const regions = madeUpRegions(
    { model, heldOut },
    { count: extent.count, random: createRandom(...seeds, 1) },
  );
  const moments = workingMoments(now, extent, random);
  const rows: SeedRows = { predictions: [], outcomes: [], reviews: [] };
  let visit = newVisit(random);
  regions.forEach(({ positive, features }, i) => {
    if (visit.regionsLeft === 0) visit = newVisit(random);
    visit.regionsLeft -= 1;
    const createdAt = moments[i] as Date;
    const { caseReference, clinician, secondReader } = visit;
    const truth = positive ? "calcification" : "not_calcification";
    const drifts =
      scenario === "drifted" && now.getTime() - createdAt.getTime() < driftDays * dayMilliseconds;
    const values = drifts ? drifted(features) : features;
    const prediction: SeedPrediction = {
      ...{ id: madeUpId(createdAt, random), createdAt, source: "seed", ...clinician, caseReference },
      ...values,
      ...assess(model, toVector(values)),
      firstOpinion: secondReader ? firstOpinionOf(truth, random) : null,
      modelVersion: model.card.version,
    };
    rows.predictions.push(prediction);
    rows.outcomes.push(...outcomesOf(prediction, { truth, now, random }));
    rows.reviews.push(...reviewsOf(prediction, { truth, now, random }));
  });
  return rows;
}

/** Ascending; nearly all in working hours (UTC), few at weekends. */
function workingMoments(now: Date, { count, days }: typeof whole | typeof addition, random: Random): Date[] {
  const moments: number[] = [];
  while (moments.length < count) {
    const time = now.getTime() - random() * days * dayMilliseconds;
    const moment = new Date(time);
    const working = moment.getUTCHours() >= 7 && moment.getUTCHours() < 18;
    const weekend = moment.getUTCDay() % 6 === 0;
    if (random() < (working ? 1 : 0.04) * (weekend ? 0.15 : 1)) moments.push(Math.floor(time));
  }
  return moments.sort((a, b) => a - b).map((time) => new Date(time));
}

interface Visit {
  readonly clinician: (typeof madeUpClinicians)[number];
  readonly caseReference: string | null;
  readonly secondReader: boolean;
  regionsLeft: number;
}

/** One sitting of one clinician over one case, of which a region or several are assessed. */
function newVisit(random: Random): Visit {
  const clinician = madeUpClinicians[randomInteger(random, madeUpClinicians.length)] ?? madeUpClinicians[0];
  const number = String(1000 + randomInteger(random, 9000));
  return {
    clinician,
    caseReference: random() < 0.75 ? `MADE-UP-${number}` : null,
    secondReader: random() < secondReaderShare,
    regionsLeft: 1 + randomInteger(random, 5),
  };
}

/** As a device out of calibration reads the region; what the region is does not change. */
function drifted(values: Features): Features {
  const shifted = Object.entries(driftShift).map(([key, shift]) => [key, values[key as FeatureKey] + shift]);
  return { ...values, ...Object.fromEntries(shifted) };
}
