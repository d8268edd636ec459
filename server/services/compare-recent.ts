import { toVector } from "../../lib/features";
import type { CompareModels, ModelComparison } from "../../lib/model/compare";
import { compareScores } from "../../lib/model/compare-scores";
import { stratumOf } from "../../lib/model/reference";
import { thresholdOf } from "../../lib/model/score";
import type { Outcome } from "../../lib/prediction";
import { describe } from "../observability/log";
import type { Dependencies } from "./dependencies";
import { DatabaseUnavailableError, toDomainError } from "./errors";
import type { ServedModel } from "./models";
import { predictionsWithLatest } from "./prediction-rows";
import { scoreInPieces } from "./score-in-pieces";

/** Newest predictions that are scored anew. */
const recentPredictions = 1000;

interface RecentRow {
  readonly id: string;
  readonly created_at: Date;
  readonly area: number;
  readonly grey_level: number;
  readonly gradient_strength: number;
  readonly noise_fluctuation: number;
  readonly contrast: number;
  readonly shape_descriptor: number;
  readonly outcome: Outcome | null;
}

/** The newest predictions in order of time, each with its latest outcome. */
async function readRecent({ db }: Pick<Dependencies, "db">) {
  const rows = await db.$queryRaw<RecentRow[]>`
    SELECT
      p.id::text, p.created_at, p.area, p.grey_level, p.gradient_strength, p.noise_fluctuation, p.contrast,
      p.shape_descriptor, o.outcome::text
    FROM ${predictionsWithLatest} ORDER BY p.created_at DESC, p.id DESC LIMIT ${recentPredictions}`;
  return rows.reverse().map(({ id, created_at, outcome, ...row }) => ({
    ...{ id, createdAt: created_at.toISOString(), outcome },
    features: {
      area: row.area,
      greyLevel: row.grey_level,
      gradientStrength: row.gradient_strength,
      noiseFluctuation: row.noise_fluctuation,
      contrast: row.contrast,
      shapeDescriptor: row.shape_descriptor,
    },
  }));
}

/** The version ready to score; `null` where what is stored of it cannot be loaded by this build. */
async function loaded(deps: Dependencies, version: string): Promise<ServedModel | null> {
  try {
    return await deps.loadVersion(version);
  } catch (error) {
    if (toDomainError(error) instanceof DatabaseUnavailableError) throw error;
    deps.log.warn({ version, ...describe(error) }, "a version to compare cannot be loaded");
    return null;
  }
}

/** What both versions say of the newest predictions, each scored anew; strata are told by the minima of `a`. */
export async function compareRecent(
  deps: Dependencies,
  asked: CompareModels,
): Promise<Pick<ModelComparison, "recent" | "unloadable">> {
  // One after the other: reading a version keeps the process busy for a moment.
  const a = await loaded(deps, asked.a);
  const b = await loaded(deps, asked.b);
  if (a === null || b === null) {
    const unloadable = [...(a === null ? [asked.a] : []), ...(b === null ? [asked.b] : [])];
    return { unloadable, recent: null };
  }
  const predictions = await readRecent(deps);
  const vectors = predictions.map(({ features }) => toVector(features));
  const values = Float64Array.from(vectors.flatMap((vector) => [...vector]));
  const byA = await scoreInPieces(a, values);
  const byB = await scoreInPieces(b, values);
  const scored = predictions.map((prediction, i) => ({
    ...prediction,
    stratum: stratumOf(a.minima, vectors[i] as Float64Array),
    a: byA.probabilities[i] as number,
    b: byB.probabilities[i] as number,
  }));
  return { unloadable: [], recent: compareScores(scored, { a: thresholdOf(a), b: thresholdOf(b) }) };
}
