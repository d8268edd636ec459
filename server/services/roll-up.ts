import type { FeatureReference } from "../../lib/model/card";
import { minimumBound } from "../../lib/model/stratum";
import { probabilityEdges } from "../../lib/trends/probability-edges";
import { Prisma } from "../../prisma/generated/client";
import type { Dependencies } from "./dependencies";

type Deps = Pick<Dependencies, "db" | "models" | "now">;

/** What the inputs of a day are counted into. */
interface InputReference {
  readonly sha256: string;
  readonly features: readonly FeatureReference[];
}

/** A day is counted for good once it was counted this long after its end: late writers have then finished. */
const settled = Prisma.sql`interval '5 minutes'`;
/** A prediction older than this can be seen by everyone; one dated before it may still be on its way to the disk. */
const underWay = Prisma.sql`interval '1 minute'`;
/** Above what a day of a hundred thousand predictions takes. */
const transactionMilliseconds = 30_000;

const startOf = (day: Prisma.Sql) => Prisma.sql`((${day})::timestamp AT TIME ZONE 'UTC')`;
const endOf = (day: Prisma.Sql) => Prisma.sql`(((${day}) + 1)::timestamp AT TIME ZONE 'UTC')`;
/** The condition that a prediction is of a day, in the form that the index answers. */
const isOf = (day: Prisma.Sql) =>
  Prisma.sql`p.created_at >= ${startOf(day)} AND p.created_at < ${endOf(day)}`;
const newestOf = (day: Prisma.Sql) => Prisma.sql`
  (SELECT p.created_at FROM predictions p WHERE ${isOf(day)} ORDER BY p.created_at DESC LIMIT 1)`;

/** Every day from the first prediction to today, with what is known of its counting. */
const allDays = (now: string) => Prisma.sql`
  SELECT d.day, r.rolled_at, r.newest_prediction_at AS counted_to, r.stale,
    r.rolled_at < ${endOf(Prisma.sql`d.day`)} + ${settled} AS unsettled,
    CASE WHEN r.rolled_at < ${endOf(Prisma.sql`d.day`)} + ${settled}
      THEN ${newestOf(Prisma.sql`d.day`)} END AS newest
  FROM (
    SELECT generate_series(
      (min(created_at) AT TIME ZONE 'UTC')::date::timestamp,
      (${now}::timestamptz AT TIME ZONE 'UTC')::date::timestamp,
      interval '1 day')::date AS day
    FROM predictions
  ) d LEFT JOIN rollup_days r USING (day)`;

const changedSince = (now: string) => Prisma.sql`(
  d.rolled_at IS NULL OR d.stale OR (d.unsettled AND (
    d.newest IS DISTINCT FROM d.counted_to
    OR (d.counted_to > d.rolled_at - ${underWay} AND d.counted_to <= ${now}::timestamptz - ${underWay})
    OR ${endOf(Prisma.sql`d.day`)} + ${settled} <= ${now}::timestamptz
  )))`;

/** Days, `YYYY-MM-DD`, that have never been counted or have changed since. Costs the number of days. */
export async function changedDays({ db, now }: Pick<Deps, "db" | "now">): Promise<string[]> {
  const at = now().toISOString();
  const rows = await db.$queryRaw<{ day: string }[]>`
    SELECT d.day::text FROM (${allDays(at)}) d WHERE ${changedSince(at)} ORDER BY d.day DESC`;
  return rows.map(({ day }) => day);
}

/** Days whose inputs have not been counted for this reference. */
async function uncountedDays({ db, now }: Deps, sha256: string): Promise<string[]> {
  const at = now().toISOString();
  const rows = await db.$queryRaw<{ day: string }[]>`
    SELECT d.day::text FROM (${allDays(at)}) d
    WHERE d.counted_to IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM daily_inputs i WHERE i.day = d.day AND i.reference_sha256 = ${sha256})
    ORDER BY d.day DESC`;
  return rows.map(({ day }) => day);
}

/** How many days are still to be counted for the model in use. Costs the number of days. */
export async function daysBehind(deps: Deps): Promise<number> {
  const { sha256 } = deps.models.champion().card.artefacts.reference;
  return new Set([...(await changedDays(deps)), ...(await uncountedDays(deps, sha256))]).size;
}

/** One count for each bin of the calibrated probability; the last bin holds its upper bound too. */
const probabilityCounts = Prisma.join(
  probabilityEdges.slice(1).map((_, bin) => Prisma.sql`count(*) FILTER (WHERE s.bin = ${bin + 1}::int)`),
);

const countMetrics = (day: Prisma.Sql) => Prisma.sql`
  INSERT INTO daily_metrics (
    day, model_version, predictions, called_positive, probability_counts, inside, borderline, outside,
    true_positives, false_positives, true_negatives, false_negatives, undetermined, waiting,
    expected_true_positives, expected_true_negatives, variance_called, variance_not_called,
    first_opinions, first_opinions_agreeing, first_opinions_unsure, opinion_only_calcification,
    agreed, dismissed, minds_changed)
  SELECT ${day}, s.model_version, count(*), count(*) FILTER (WHERE s.called), ARRAY[${probabilityCounts}],
    count(*) FILTER (WHERE s.verdict = 'inside'),
    count(*) FILTER (WHERE s.verdict = 'borderline'),
    count(*) FILTER (WHERE s.verdict = 'outside'),
    count(*) FILTER (WHERE s.called AND s.outcome = 'calcification'),
    count(*) FILTER (WHERE s.called AND s.outcome = 'not_calcification'),
    count(*) FILTER (WHERE NOT s.called AND s.outcome = 'not_calcification'),
    count(*) FILTER (WHERE NOT s.called AND s.outcome = 'calcification'),
    count(*) FILTER (WHERE s.outcome = 'undetermined'),
    count(*) FILTER (WHERE s.outcome IS NULL),
    coalesce(sum(s.probability) FILTER (WHERE s.called), 0),
    coalesce(sum(1 - s.probability) FILTER (WHERE NOT s.called), 0),
    coalesce(sum(s.probability * (1 - s.probability)) FILTER (WHERE s.called), 0),
    coalesce(sum(s.probability * (1 - s.probability)) FILTER (WHERE NOT s.called), 0),
    count(*) FILTER (WHERE s.decided),
    count(*) FILTER (WHERE s.decided AND s.agreeing),
    count(*) FILTER (WHERE NOT s.decided),
    count(*) FILTER (WHERE s.decided AND NOT s.agreeing AND NOT s.called),
    count(*) FILTER (WHERE s.review = 'agreed'),
    count(*) FILTER (WHERE s.review = 'dismissed'),
    count(*) FILTER (WHERE s.review = 'agreed' AND s.decided AND NOT s.agreeing)
  FROM (
    SELECT p.model_version, p.probability, p.label = 'calcification' AS called,
      width_bucket(p.probability, ${probabilityEdges.slice(0, -1)}::float8[]) AS bin,
      p.explanation #>> '{support,verdict}' AS verdict,
      o.outcome, r.verdict AS review,
      p.first_opinion IN ('calcification', 'not_calcification') AS decided,
      p.first_opinion::text = p.label::text AS agreeing
    FROM predictions p
    LEFT JOIN LATERAL (
      SELECT outcome FROM outcomes WHERE prediction_id = p.id ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) o ON true
    LEFT JOIN LATERAL (
      SELECT verdict FROM reviews WHERE prediction_id = p.id ORDER BY reviewed_at DESC, id DESC LIMIT 1
    ) r ON true
    WHERE ${isOf(day)}
  ) s GROUP BY s.model_version`;

/** The bins of every feature: its largest value at the minimum, and the edges above it. */
const binsOf = (features: readonly FeatureReference[]) =>
  JSON.stringify(
    features.map(({ feature, min, edges }) => ({ feature, at_minimum: minimumBound(min), edges })),
  );

const countInputs = (day: Prisma.Sql, { sha256, features }: InputReference) => Prisma.sql`
  INSERT INTO daily_inputs (day, reference_sha256, feature, counts)
  WITH reference AS (
    SELECT feature, at_minimum, edges, cardinality(edges) - 1 AS bins
    FROM jsonb_to_recordset(${binsOf(features)}::jsonb) AS f(feature text, at_minimum float8, edges float8[])
  ), counted AS (
    SELECT v.feature, count(*) AS n,
      CASE WHEN v.value <= f.at_minimum THEN 0
        ELSE greatest(1, least(f.bins, width_bucket(v.value, f.edges))) END AS bin
    FROM predictions p
    CROSS JOIN LATERAL (VALUES
      ('area', p.area), ('greyLevel', p.grey_level), ('gradientStrength', p.gradient_strength),
      ('noiseFluctuation', p.noise_fluctuation), ('contrast', p.contrast),
      ('shapeDescriptor', p.shape_descriptor)
    ) v(feature, value)
    JOIN reference f USING (feature)
    WHERE ${isOf(day)}
    GROUP BY 1, 3
  )
  SELECT ${day}, ${sha256}, f.feature, ARRAY(
    SELECT coalesce(c.n, 0)::int FROM generate_series(0, f.bins) AS b(bin)
    LEFT JOIN counted c ON c.feature = f.feature AND c.bin = b.bin ORDER BY b.bin)
  FROM reference f WHERE EXISTS (SELECT 1 FROM counted)`;

/**
 * Counts one day, `YYYY-MM-DD`, anew, whole or not at all. The day's row is locked before anything is read: what is
 * recorded meanwhile waits for it and marks the day again, what was being recorded before is waited for and seen.
 * Each statement sees what was committed before it began, so they must not share one snapshot.
 */
export async function rollUpDay({ db, models, now }: Deps, dayText: string): Promise<void> {
  const { card, reference } = models.champion();
  const day = Prisma.sql`${dayText}::date`;
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`
        INSERT INTO rollup_days (day, rolled_at, newest_prediction_at, stale)
        VALUES (${day}, ${now().toISOString()}::timestamptz, ${newestOf(day)}, false)
        ON CONFLICT (day) DO UPDATE SET stale = false, rolled_at = excluded.rolled_at,
          newest_prediction_at = excluded.newest_prediction_at`;
      await tx.$executeRaw`DELETE FROM daily_metrics WHERE day = ${day}`;
      await tx.$executeRaw(countMetrics(day));
      // For every reference: what was counted for another one would be out of date when that one returns.
      await tx.$executeRaw`DELETE FROM daily_inputs WHERE day = ${day}`;
      await tx.$executeRaw(
        countInputs(day, { sha256: card.artefacts.reference.sha256, features: reference.features }),
      );
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.ReadCommitted, timeout: transactionMilliseconds },
  );
}

export interface RollUpRound {
  /** No further day is begun after so long; those left come in the next round. */
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/**
 * Counts the days that have changed, the latest first, then those not yet counted for the reference of the model in
 * use: one of these at least, or a day that changes all the time would keep the rest from ever being counted.
 * Returns how many it counted.
 */
export async function rollUp(deps: Deps, { milliseconds, signal }: RollUpRound): Promise<number> {
  const until = performance.now() + milliseconds;
  const isOver = () => signal.aborted || performance.now() > until;
  const { sha256 } = deps.models.champion().card.artefacts.reference;
  let counted = 0;
  for (const day of await changedDays(deps)) {
    if (isOver()) break;
    await rollUpDay(deps, day);
    counted += 1;
  }
  for (const day of signal.aborted ? [] : await uncountedDays(deps, sha256)) {
    await rollUpDay(deps, day);
    counted += 1;
    if (isOver()) break;
  }
  return counted;
}
