import { thresholdOf } from "../../lib/model/score";
import { Prisma } from "../../prisma/generated/client";
import type { Db } from "../db/client";
import type { Reign } from "./challenger-reigns";
import type { Position } from "./cursor";
import type { Dependencies } from "./dependencies";
import type { ServedModel } from "./models";
import { scoreInPieces } from "./score-in-pieces";

interface NextRow {
  readonly id: string;
  readonly created_at: Date;
  /** Answered by the version itself, or scored by it before. */
  readonly done: boolean;
  /** Predictions looked at. */
  readonly seen: number;
  readonly area: number;
  readonly grey_level: number;
  readonly gradient_strength: number;
  readonly noise_fluctuation: number;
  readonly contrast: number;
  readonly shape_descriptor: number;
}

/** Predictions looked at in one step. */
const rowsAtOnce = 1000;

const toValues = (row: NextRow) => [
  row.area,
  row.grey_level,
  row.gradient_strength,
  row.noise_fluctuation,
  row.contrast,
  row.shape_descriptor,
];

/**
 * Of the predictions of a reign that come next after a place, in order of time, those that are not done, and the last
 * of them in any case. A step looks at so many and no more, however many of them are done.
 */
function readNext(db: Db, { version, from, to }: Reign, after: Position | null): Promise<NextRow[]> {
  const begin =
    after === null
      ? Prisma.sql`created_at >= ${from.toISOString()}::timestamptz`
      : Prisma.sql`(created_at, id) > (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const end = to === null ? Prisma.empty : Prisma.sql`AND created_at < ${to.toISOString()}::timestamptz`;
  return db.$queryRaw<NextRow[]>`
    WITH next AS (
      SELECT
        id, created_at, model_version, area, grey_level, gradient_strength, noise_fluctuation, contrast,
        shape_descriptor
      FROM predictions WHERE ${begin} ${end} ORDER BY created_at, id LIMIT ${rowsAtOnce}
    ),
    looked AS (
      SELECT
        next.*, (next.model_version = ${version} OR s.prediction_id IS NOT NULL) AS done,
        row_number() OVER (ORDER BY next.created_at, next.id)::int AS place, count(*) OVER ()::int AS seen
      FROM next
      LEFT JOIN shadow_scores s ON s.model_version = ${version} AND s.prediction_id = next.id
    )
    SELECT
      id::text, created_at, area, grey_level, gradient_strength, noise_fluctuation, contrast, shape_descriptor,
      done, seen
    FROM looked WHERE NOT done OR place = seen ORDER BY place`;
}

/** Stores what is not there yet and says how many rows that were. */
async function store(
  { db, now }: Pick<Dependencies, "db" | "now">,
  rows: readonly NextRow[],
  model: ServedModel,
): Promise<number> {
  const values = Float64Array.from(rows.flatMap(toValues));
  const { rawScores, probabilities } = await scoreInPieces(model, values);
  const threshold = thresholdOf(model);
  // In the order of ids, as every statement that locks many predictions: two such never wait for each other.
  return db.$executeRaw`
    INSERT INTO shadow_scores (model_version, prediction_id, raw_score, probability, threshold, label, scored_at)
    SELECT
      ${model.card.version}, id, raw_score, probability, ${threshold}::float8,
      (CASE WHEN probability >= ${threshold}::float8 THEN 'calcification' ELSE 'not_calcification' END)::label,
      ${now().toISOString()}::timestamptz
    FROM unnest(
      ${rows.map(({ id }) => id)}::uuid[], ${[...rawScores]}::float8[], ${[...probabilities]}::float8[]
    ) AS scored(id, raw_score, probability)
    ORDER BY id
    ON CONFLICT DO NOTHING`;
}

export interface ShadowStep {
  readonly reign: Reign;
  /** Where the step before ended; `null` begins with the reign. */
  readonly after: Position | null;
  /** Gives the challenger; asked only when there is something to score. */
  readonly model: () => Promise<ServedModel>;
}

/** Where a step ended. */
export interface StepEnd {
  /** The last prediction looked at; where the step began if there was none. */
  readonly at: Position | null;
  /** Whether none comes after it, as far as could be seen. */
  readonly isLast: boolean;
}

/**
 * Lets a challenger score the next predictions of its reign. May be begun again anywhere: a prediction that has its
 * score is passed over, one that the challenger itself answered needs none.
 */
export async function scoreNext(
  deps: Pick<Dependencies, "db" | "metrics" | "now">,
  { reign, after, model }: ShadowStep,
): Promise<StepEnd> {
  const rows = await readNext(deps.db, reign, after);
  const open = rows.filter(({ done }) => !done);
  if (open.length > 0) deps.metrics.shadowScores.inc(await store(deps, open, await model()));
  const last = rows.at(-1);
  return {
    at: last === undefined ? after : { at: last.created_at, id: last.id },
    isLast: last === undefined || last.seen < rowsAtOnce,
  };
}
