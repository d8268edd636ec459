import { v7 as uuidv7 } from "uuid";
import type { FeatureKey, Features } from "../lib/features";
import { toVector } from "../lib/features";
import type { Reference } from "../lib/model/card";
import type { Assessment } from "../lib/model/model";
import type { Outcome } from "../lib/prediction";
import { createRandom, type Random, randomInteger } from "../lib/random";
import { madeUpRegion } from "./seed-regions";

/** `steady`: as the model was trained. `drifted`: two features read too high in the last ten days. */
export const seedScenarios = ["steady", "drifted"] as const;
export type SeedScenario = (typeof seedScenarios)[number];

export interface SeedOptions {
  readonly scenario: SeedScenario;
  /** Nothing is dated after it. */
  readonly now: Date;
  readonly modelVersion: string;
  /** The distributions that regions are made up from. */
  readonly reference: Reference;
  readonly assess: (vector: Float64Array) => Assessment;
}

export interface SeedPrediction extends Features, Assessment {
  readonly id: string;
  readonly createdAt: Date;
  readonly source: "seed";
  readonly actorId: string;
  readonly actorName: string;
  readonly caseReference: string | null;
  readonly modelVersion: string;
}

interface SeedOutcome {
  readonly id: string;
  readonly predictionId: string;
  readonly outcome: Outcome;
  readonly note: string | null;
  readonly recordedAt: Date;
  readonly actorId: string;
  readonly actorName: string;
}

export interface SeedRows {
  readonly predictions: SeedPrediction[];
  readonly outcomes: SeedOutcome[];
}

const predictionCount = 2000;
const days = 60;
const driftDays = 10;
const dayMilliseconds = 86_400_000;
/** Standard deviations by which a drifted feature reads too high: a device out of calibration. */
const driftShift: Partial<Record<FeatureKey, number>> = { noiseFluctuation: 0.9, contrast: 1.4 };
/** Outcomes arrive this long after the prediction, and for this share of the predictions. */
const followUpDays = [2, 21] as const;
const followUpShare = 0.7;
const undeterminedShare = 0.04;
const correctionShare = 0.02;

const clinicians = [
  { actorId: "seed-moreau", actorName: "Dr. Claire Moreau" },
  { actorId: "seed-okafor", actorName: "Dr. Samuel Okafor" },
  { actorId: "seed-haddad", actorName: "Dr. Inès Haddad" },
] as const;

const notes: Readonly<Record<Outcome, readonly string[]>> = {
  calcification: ["Confirmed on magnification view.", "Cluster confirmed at biopsy."],
  not_calcification: ["Vessel wall.", "Film artefact.", "Unchanged for two years."],
  undetermined: ["Patient did not come back for the magnification view."],
};

/** Made-up predictions and outcomes of the last 60 days; the same arguments give the same rows. */
export function seedRows(options: SeedOptions): SeedRows {
  const random = createRandom(1, seedScenarios.indexOf(options.scenario));
  const moments = workingMoments(options.now, random);
  const predictions: SeedPrediction[] = [];
  const outcomes: SeedOutcome[] = [];
  let visit = newVisit(random);
  for (const createdAt of moments) {
    if (visit.regionsLeft === 0) visit = newVisit(random);
    visit.regionsLeft -= 1;
    const region = madeUpRegion(options.reference, random);
    const { caseReference, clinician } = visit;
    const values = drift(region.features, createdAt, options);
    const prediction: SeedPrediction = {
      id: madeUpId(createdAt, random),
      createdAt,
      source: "seed",
      ...clinician,
      caseReference,
      ...values,
      ...options.assess(toVector(values)),
      modelVersion: options.modelVersion,
    };
    predictions.push(prediction);
    outcomes.push(...followUp(prediction, { truth: region.positive, now: options.now, random }));
  }
  return { predictions, outcomes };
}

/** Ascending; nearly all in working hours (UTC), few at weekends. */
function workingMoments(now: Date, random: Random): Date[] {
  const moments: number[] = [];
  while (moments.length < predictionCount) {
    const time = now.getTime() - random() * days * dayMilliseconds;
    const moment = new Date(time);
    const working = moment.getUTCHours() >= 7 && moment.getUTCHours() < 18;
    const weekend = moment.getUTCDay() % 6 === 0;
    if (random() < (working ? 1 : 0.04) * (weekend ? 0.15 : 1)) moments.push(Math.floor(time));
  }
  return moments.sort((a, b) => a - b).map((time) => new Date(time));
}

interface Visit {
  readonly clinician: (typeof clinicians)[number];
  readonly caseReference: string | null;
  regionsLeft: number;
}

/** One sitting of one clinician over one case, of which a region or several are assessed. */
function newVisit(random: Random): Visit {
  const clinician = clinicians[randomInteger(random, clinicians.length)] ?? clinicians[0];
  const number = String(1000 + randomInteger(random, 9000));
  return {
    clinician,
    caseReference: random() < 0.75 ? `MADE-UP-${number}` : null,
    regionsLeft: 1 + randomInteger(random, 5),
  };
}

function drift(values: Features, createdAt: Date, { scenario, now }: SeedOptions): Features {
  const recent = now.getTime() - createdAt.getTime() < driftDays * dayMilliseconds;
  if (scenario !== "drifted" || !recent) return values;
  const shifted = Object.entries(driftShift).map(([key, shift]) => [key, values[key as FeatureKey] + shift]);
  return { ...values, ...Object.fromEntries(shifted) };
}

interface FollowUp {
  /** What the region really is. */
  readonly truth: boolean;
  readonly now: Date;
  readonly random: Random;
}

function followUp(prediction: SeedPrediction, { truth, now, random }: FollowUp): SeedOutcome[] {
  const [soonest, latest] = followUpDays;
  const wait = (soonest + random() * (latest - soonest)) * dayMilliseconds;
  const determined = truth ? "calcification" : "not_calcification";
  const first = random() < undeterminedShare ? "undetermined" : determined;
  const followed = random() < followUpShare;
  const corrected = first === "undetermined" || random() < correctionShare;
  const found = followed ? [outcomeOf(prediction, first, wait)] : [];
  if (followed && corrected) found.push(outcomeOf(prediction, determined, 1.5 * wait));
  return found.filter(({ recordedAt }) => recordedAt < now);

  function outcomeOf(of: SeedPrediction, outcome: Outcome, after: number): SeedOutcome {
    const recordedAt = new Date(Math.floor(of.createdAt.getTime() + after));
    const choices = notes[outcome];
    const note = random() < 0.3 ? (choices[randomInteger(random, choices.length)] ?? null) : null;
    const { actorId, actorName } = of;
    return {
      id: madeUpId(recordedAt, random),
      predictionId: of.id,
      outcome,
      note,
      recordedAt,
      actorId,
      actorName,
    };
  }
}

function madeUpId(at: Date, random: Random): string {
  const bytes = Uint8Array.from({ length: 16 }, () => randomInteger(random, 256));
  return uuidv7({ msecs: at.getTime(), random: bytes });
}
