import { v7 as uuidv7 } from "uuid";
import { type FeatureKey, featureKeys } from "../../lib/features";
import { labels, outcomes } from "../../lib/outcome";
import type { Label, Outcome } from "../../lib/prediction";
import { createRandom, type Random, randomInteger } from "../../lib/random";
import type { Prisma } from "../../prisma/generated/client";
import type { Db } from "../db/client";

export interface StoredPredictions {
  readonly predictions: readonly (Prisma.PredictionCreateManyInput & { id: string; createdAt: Date })[];
  readonly outcomes: readonly Prisma.OutcomeRecordCreateManyInput[];
  readonly reviews: readonly Prisma.ReviewCreateManyInput[];
}

export interface MadeUp {
  readonly seed: number;
  readonly count: number;
  readonly from: Date;
  readonly to: Date;
  readonly versions: readonly string[];
}

const pick = <T>(random: Random, items: readonly T[]): T => items[randomInteger(random, items.length)] as T;
const by = { actorId: "made-up", actorName: "Made up" };
const verdicts = ["inside", "borderline", "outside"];

function madeUpPrediction(random: Random, { from, to, versions }: MadeUp) {
  const createdAt = new Date(Math.floor(from.getTime() + random() * (to.getTime() - from.getTime())));
  // Some exactly on bin bounds, the ends among them.
  const probability = pick(random, [0, 0.01, 0.5, 1, random(), random(), random() ** 4]);
  const threshold = 0.3;
  const label: Label = probability >= threshold ? "calcification" : "not_calcification";
  const values = Object.fromEntries(
    featureKeys.map((key) => [key, pick(random, [-1, 0.1, 8 * random() - 1, 40])]),
  ) as Record<FeatureKey, number>;
  return {
    id: uuidv7({ msecs: createdAt.getTime() }),
    createdAt,
    ...by,
    ...values,
    ...{ source: "seed" as const, rawScore: probability, probability, threshold, label },
    operatingPoint: "balanced",
    modelVersion: pick(random, versions),
    firstOpinion: pick(random, [null, "unsure" as const, ...labels]),
    ...(random() < 0.8 && { explanation: { support: { verdict: pick(random, verdicts), causes: [] } } }),
  };
}

/** Predictions that nobody made, some with outcomes and reviews, corrected ones among them. Stored, and given back. */
export async function storePredictions(db: Db, madeUp: MadeUp): Promise<StoredPredictions> {
  const random = createRandom(madeUp.seed);
  const predictions = Array.from({ length: madeUp.count }, () => madeUpPrediction(random, madeUp));
  const later = (at: Date, n: number) => new Date(at.getTime() + (n + 1) * 60_000);
  const several = () => Array.from({ length: randomInteger(random, 3) }, (_, n) => n);
  const recorded = predictions.flatMap(({ id, createdAt }) =>
    several().map((n) => ({
      id: uuidv7({ msecs: createdAt.getTime() + n }),
      ...{ predictionId: id, outcome: pick<Outcome>(random, outcomes), recordedAt: later(createdAt, n) },
      ...by,
    })),
  );
  const reviews = predictions.flatMap(({ id, createdAt }) =>
    several().map((n) => ({
      id: uuidv7({ msecs: createdAt.getTime() + n }),
      ...{ predictionId: id, verdict: pick(random, ["agreed", "dismissed"] as const), reason: "Made up." },
      reviewedAt: later(createdAt, n),
      ...by,
    })),
  );
  await db.prediction.createMany({ data: predictions });
  await db.outcomeRecord.createMany({ data: recorded });
  await db.review.createMany({ data: reviews });
  return { predictions, outcomes: recorded, reviews };
}
