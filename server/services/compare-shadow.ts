import { type CallTable, tableTotal } from "../../lib/evaluation/agreement";
import { mcnemar } from "../../lib/evaluation/mcnemar";
import { discordant, type JudgedCalls, pairedQuality } from "../../lib/evaluation/paired-quality";
import type { CompareModels, ShadowComparison } from "../../lib/model/compare";
import type { Label, Outcome } from "../../lib/prediction";
import { Prisma } from "../../prisma/generated/client";
import type { Db } from "../db/client";
import { challengerReigns, type Reign } from "./challenger-reigns";
import type { Dependencies } from "./dependencies";

/** Newest predictions that are looked through. */
const most = 100_000;
const movesBack = 50;

interface CallCount {
  readonly a: Label;
  readonly b: Label;
  readonly outcome: Outcome | null;
  readonly predictions: number;
}

/** The time from the first of these reigns to the end of the last. */
function spanOf(reigns: readonly Reign[]) {
  const from = new Date(Math.min(...reigns.map((reign) => reign.from.getTime())));
  const ends = reigns.map(({ to }) => to?.getTime() ?? Number.POSITIVE_INFINITY);
  const end = Math.max(...ends);
  return { from, to: Number.isFinite(end) ? new Date(end) : null };
}

/** Calls of both and the latest outcome, counted; a call is the stored one, of the answer itself or in the shadow. */
function countCalls(db: Db, { a, b }: CompareModels, reigns: readonly Reign[]): Promise<CallCount[]> {
  const { from, to } = spanOf(reigns);
  const end = to === null ? Prisma.empty : Prisma.sql`AND created_at < ${to.toISOString()}::timestamptz`;
  return db.$queryRaw<CallCount[]>`
    WITH called AS (
      SELECT
        p.id,
        CASE WHEN p.model_version = ${a} THEN p.label ELSE by_a.label END AS a,
        CASE WHEN p.model_version = ${b} THEN p.label ELSE by_b.label END AS b
      FROM (
        SELECT id, model_version, label FROM predictions
        WHERE created_at >= ${from.toISOString()}::timestamptz ${end}
        ORDER BY created_at DESC, id DESC LIMIT ${most}
      ) p
      LEFT JOIN shadow_scores by_a ON by_a.model_version = ${a} AND by_a.prediction_id = p.id
      LEFT JOIN shadow_scores by_b ON by_b.model_version = ${b} AND by_b.prediction_id = p.id
    )
    SELECT c.a::text, c.b::text, o.outcome::text, count(*)::int AS predictions
    FROM called c
    LEFT JOIN LATERAL (
      SELECT outcome FROM outcomes WHERE prediction_id = c.id ORDER BY recorded_at DESC, id DESC LIMIT 1
    ) o ON true
    WHERE c.a IS NOT NULL AND c.b IS NOT NULL
    GROUP BY c.a, c.b, o.outcome`;
}

const cellOf = ({ a, b }: CallCount): keyof CallTable => {
  if (a === "calcification") return b === "calcification" ? "both" : "onlyA";
  return b === "calcification" ? "onlyB" : "neither";
};

function tableOf(counts: readonly CallCount[], outcome: Outcome): CallTable {
  const table = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (const one of counts) if (one.outcome === outcome) table[cellOf(one)] += one.predictions;
  return table;
}

/**
 * How two versions did on exactly the same predictions, from what was stored when one of them answered along in the
 * shadow. `null` where neither was ever challenger.
 */
export async function compareShadow(
  { db }: Pick<Dependencies, "db">,
  asked: CompareModels,
): Promise<ShadowComparison | null> {
  const all = await challengerReigns(db, movesBack);
  const reigns = all.filter(({ version }) => version === asked.a || version === asked.b);
  if (reigns.length === 0) return null;
  const counts = await countCalls(db, asked, reigns);
  const judged: JudgedCalls = {
    positives: tableOf(counts, "calcification"),
    negatives: tableOf(counts, "not_calcification"),
  };
  const split = discordant(judged);
  return {
    reigns: reigns.map(({ version, from, to }) => ({
      ...{ version, from: from.toISOString(), to: to?.toISOString() ?? null },
    })),
    predictions: counts.reduce((sum, one) => sum + one.predictions, 0),
    most,
    judged: tableTotal(judged.positives) + tableTotal(judged.negatives),
    positives: tableTotal(judged.positives),
    quality: pairedQuality(judged),
    ...split,
    mcnemar: mcnemar(split),
  };
}
