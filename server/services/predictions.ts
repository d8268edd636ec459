import { z } from "zod";
import type {
  Arrivals,
  ListPredictions,
  Prediction,
  PredictionFilters,
  PredictionPage,
  PredictionRecord,
} from "../../lib/prediction";
import { Prisma } from "../../prisma/generated/client";
import type { Within } from "../auth/caller";
import type { CaseCipher } from "../case-references/case-cipher";
import { decodeCursor, encodeCursor, type Position } from "./cursor";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";
import { outcomesOf } from "./outcomes";
import {
  type PredictionRow,
  predictionColumns,
  predictionsWithLatest,
  toPrediction,
} from "./prediction-rows";
import { reviewsOf } from "./reviews";

const arrivalsShown = 100;
const exportBatch = 1000;

const ofCase = (cipher: CaseCipher, reference: string) => Prisma.sql`p.id IN (
  SELECT prediction_id FROM case_references WHERE hash IN (${Prisma.join(cipher.hashes(reference))})
)`;

function conditions({ caseCipher }: Dependencies, filters: PredictionFilters): Prisma.Sql[] {
  const { from, to, label, minProbability, maxProbability, outcome, modelVersion, caseReference } = filters;
  const given: (Prisma.Sql | undefined)[] = [
    from === undefined ? undefined : Prisma.sql`p.created_at >= ${from}::timestamptz`,
    to === undefined ? undefined : Prisma.sql`p.created_at < ${to}::timestamptz`,
    label === undefined ? undefined : Prisma.sql`p.label = ${label}::label`,
    minProbability === undefined ? undefined : Prisma.sql`p.probability >= ${minProbability}`,
    maxProbability === undefined ? undefined : Prisma.sql`p.probability <= ${maxProbability}`,
    modelVersion === undefined ? undefined : Prisma.sql`p.model_version = ${modelVersion}`,
    caseReference === undefined ? undefined : ofCase(caseCipher, caseReference),
    outcome === undefined
      ? undefined
      : outcome === "pending"
        ? // Not of the joined outcome: the planner would think that hardly any row meets it, and sort the whole table.
          Prisma.sql`NOT EXISTS (SELECT 1 FROM outcomes WHERE prediction_id = p.id)`
        : Prisma.sql`o.outcome = ${outcome}::outcome`,
  ];
  return given.filter((condition) => condition !== undefined);
}

const where = (all: Prisma.Sql[]) =>
  all.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(all, " AND ")}`;

const olderThan = ({ at, id }: Position) =>
  Prisma.sql`(p.created_at, p.id) < (${at.toISOString()}::timestamptz, ${id}::uuid)`;

async function select(deps: Dependencies, all: Prisma.Sql[], limit: number): Promise<Prediction[]> {
  const rows = await deps.db.$queryRaw<PredictionRow[]>`
    SELECT ${predictionColumns} FROM ${predictionsWithLatest} ${where(all)}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`;
  return rows.map((row) => toPrediction(row, deps.caseCipher));
}

const positionOf = (prediction: Prediction): Position => ({
  at: new Date(prediction.createdAt),
  id: prediction.id,
});

const ownedBy = (owner: string | undefined) =>
  owner === undefined ? [] : [Prisma.sql`p.actor_id = ${owner}`];

/** One page, newest first. Rows that arrive meanwhile move nothing: a page continues where the last one ended. */
export async function listPredictions(
  deps: Dependencies,
  page: ListPredictions & Within,
): Promise<PredictionPage> {
  const { limit, cursor, owner, ...filters } = page;
  const all = [...conditions(deps, filters), ...ownedBy(owner)];
  if (cursor) all.push(olderThan(decodeCursor(cursor, z.uuid())));
  const found = await select(deps, all, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? encodeCursor(positionOf(last)) : null };
}

/** How many predictions of a filter came after the newest one on screen, counted to 100. */
export async function countArrivals(
  deps: Dependencies,
  { after, ...filters }: Arrivals,
): Promise<{ count: number }> {
  const all = conditions(deps, filters);
  if (after !== null) {
    const newest = await deps.db.prediction.findUnique({ where: { id: after }, select: { createdAt: true } });
    if (newest === null) throw new NotFoundError("prediction", after);
    all.push(
      Prisma.sql`(p.created_at, p.id) > (${newest.createdAt.toISOString()}::timestamptz, ${after}::uuid)`,
    );
  }
  const [row] = await deps.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
    FROM (SELECT 1 FROM ${predictionsWithLatest} ${where(all)} LIMIT ${arrivalsShown}) arrivals`;
  return { count: row?.count ?? 0 };
}

/** Everything known of one prediction, with all outcomes and reviews ever recorded. */
export async function predictionById(
  deps: Dependencies,
  id: string,
  { owner }: Within = {},
): Promise<PredictionRecord> {
  const [prediction] = await select(deps, [Prisma.sql`p.id = ${id}::uuid`, ...ownedBy(owner)], 1);
  if (prediction === undefined) throw new NotFoundError("prediction", id);
  const [outcomes, reviews] = await Promise.all([outcomesOf(deps, id), reviewsOf(deps, id)]);
  return { ...prediction, outcomes, reviews };
}

/** All predictions of a filter, newest first, in batches: memory stays flat whatever their number. */
export async function* exportPredictions(
  deps: Dependencies,
  filters: PredictionFilters,
): AsyncGenerator<Prediction[], void, undefined> {
  let position: Position | null = null;
  while (true) {
    const all = conditions(deps, filters);
    if (position !== null) all.push(olderThan(position));
    const batch = await select(deps, all, exportBatch);
    if (batch.length > 0) yield batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < exportBatch) return;
    position = positionOf(last);
  }
}
