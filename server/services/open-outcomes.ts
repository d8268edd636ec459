import { z } from "zod";
import type { OpenOrder, OpenOutcomes } from "../../lib/outcomes/open-outcomes";
import type { Prediction, PredictionPage } from "../../lib/prediction";
import { Prisma } from "../../prisma/generated/client";
import type { Dependencies } from "./dependencies";
import { InvalidCursorError } from "./errors";
import { type PredictionRow, predictionColumns, toPrediction, withLatest } from "./prediction-rows";

/** Where a page of one order ended: the value it is sorted by, and the row. */
type Place = readonly [value: string | number, id: string];

interface Sorting {
  readonly value: (prediction: Prediction) => Place[0];
  readonly valueSchema: z.ZodType<string | number>;
  readonly only: Prisma.Sql;
  readonly after: (place: Place) => Prisma.Sql;
  readonly by: Prisma.Sql;
}

/** As this module writes it; Postgres has no year 0. */
const instant = z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/);

/** Each walks an index in its own direction, so that a page costs what it shows and what it passes over. */
const sortings: Record<OpenOrder, Sorting> = {
  age: {
    value: ({ createdAt }) => createdAt,
    valueSchema: instant,
    only: Prisma.sql`true`,
    after: ([at, id]) => Prisma.sql`(p.created_at, p.id) > (${at}::timestamptz, ${id}::uuid)`,
    by: Prisma.sql`p.created_at, p.id`,
  },
  probability: {
    value: ({ probability }) => probability,
    valueSchema: z.number().min(0).max(1),
    only: Prisma.sql`true`,
    after: ([probability, id]) => Prisma.sql`(p.probability, p.id) < (${probability}::float8, ${id}::uuid)`,
    by: Prisma.sql`p.probability DESC, p.id DESC`,
  },
  disagreement: {
    value: ({ createdAt }) => createdAt,
    valueSchema: instant,
    // As in the definition of predictions_disagreement_idx, which is used for nothing else.
    only: Prisma.sql`(
      (p.first_opinion = 'calcification' AND p.label = 'not_calcification')
      OR (p.first_opinion = 'not_calcification' AND p.label = 'calcification')
    )`,
    after: ([at, id]) => Prisma.sql`(p.created_at, p.id) < (${at}::timestamptz, ${id}::uuid)`,
    by: Prisma.sql`p.created_at DESC, p.id DESC`,
  },
};

const encodeCursor = (order: OpenOrder, place: Place) =>
  Buffer.from(JSON.stringify([order, ...place])).toString("base64url");

/** Throws {@link InvalidCursorError} for anything but a place in this order. */
function decodeCursor(cursor: string, order: OpenOrder): Place {
  const schema = z.tuple([z.literal(order), sortings[order].valueSchema, z.uuid()]);
  try {
    const [, value, id] = schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return [value, id];
  } catch (cause) {
    throw new InvalidCursorError("This cursor was not made for this order.", { cause });
  }
}

/**
 * Without an outcome, or the latest one is undetermined. As a value of each row: of a condition on a joined outcome
 * the planner believes that hardly a row meets it, and sorts the whole table.
 */
const isOpen = Prisma.sql`coalesce(
  (SELECT outcome FROM outcomes WHERE prediction_id = p.id ORDER BY recorded_at DESC, id DESC LIMIT 1),
  'undetermined'
) = 'undetermined'`;

/** One page of the predictions whose outcome is still to be found out. */
export async function openOutcomes(deps: Dependencies, page: OpenOutcomes): Promise<PredictionPage> {
  const { order, limit, cursor } = page;
  const { value, only, after, by } = sortings[order];
  const from = cursor ? after(decodeCursor(cursor, order)) : Prisma.sql`true`;
  const rows = await deps.db.$queryRaw<PredictionRow[]>`
    SELECT ${predictionColumns}
    FROM (
      SELECT p.* FROM predictions p WHERE ${isOpen} AND ${only} AND ${from} ORDER BY ${by} LIMIT ${limit + 1}
    ) p ${withLatest}
    ORDER BY ${by}`;
  const items = rows.slice(0, limit).map((row) => toPrediction(row, deps.caseCipher));
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? encodeCursor(order, [value(last), last.id]) : null;
  return { items, nextCursor };
}
