import { features } from "../../lib/features";
import type { IncludedOutcomes } from "../../lib/training/training-run";
import { Prisma } from "../../prisma/generated/client";
import type { Dependencies } from "./dependencies";

/** Predictions `p` whose latest outcome `o` says what the region is, in an order that later ones do not change. */
const knownOutcomes = Prisma.sql`
  (SELECT DISTINCT ON (prediction_id) prediction_id, outcome
    FROM outcomes ORDER BY prediction_id, recorded_at DESC, id DESC) o
  JOIN predictions p ON p.id = o.prediction_id
  WHERE o.outcome <> 'undetermined'`;

/** How many outcomes could be added to a data set. */
export async function countKnownOutcomes({ db }: Dependencies): Promise<IncludedOutcomes> {
  const [counts] = await db.$queryRaw<[IncludedOutcomes]>`
    SELECT count(*)::int AS added,
      count(*) FILTER (WHERE o.outcome = 'calcification')::int AS positives,
      count(*) FILTER (WHERE p.source = 'seed')::int AS "madeUp"
    FROM ${knownOutcomes}`;
  return counts;
}

interface KnownOutcome {
  readonly values: readonly number[];
  readonly isPositive: boolean;
  readonly isMadeUp: boolean;
}

/** Rows of a data set out of predictions with a known outcome, one line each, and what they are. */
export async function knownOutcomeRows({
  db,
}: Dependencies): Promise<{ lines: string[]; counts: IncludedOutcomes }> {
  const rows = await db.$queryRaw<KnownOutcome[]>`
    SELECT ARRAY[p.area, p.grey_level, p.gradient_strength, p.noise_fluctuation, p.contrast, p.shape_descriptor]
        AS "values",
      o.outcome = 'calcification' AS "isPositive", p.source = 'seed' AS "isMadeUp"
    FROM ${knownOutcomes}
    ORDER BY p.created_at, p.id`;
  return {
    lines: rows.map(({ values, isPositive }) => [...values, isPositive ? 1 : -1].join(",")),
    counts: {
      added: rows.length,
      positives: rows.filter(({ isPositive }) => isPositive).length,
      madeUp: rows.filter(({ isMadeUp }) => isMadeUp).length,
    },
  };
}

/** The line that names the columns of a file of rows. */
export const headerLine = [...features.map(({ column }) => column), "Microcalcifications"].join(",");
