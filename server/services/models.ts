import { z } from "zod";
import { measuredAgain } from "../../lib/evaluation/measured-again";
import { estimateSchema, referenceSchema } from "../../lib/model/card";
import { onePercent, recallAt } from "../../lib/model/gate";
import type { Model } from "../../lib/model/model";
import { readModelCard } from "../../lib/model/read-card";
import {
  type ListedModel,
  type ListModels,
  listedModelSchema,
  type ModelDetail,
  type ModelPage,
} from "../../lib/model/registry";
import { modelVersionSchema } from "../../lib/model/version";
import { Prisma } from "../../prisma/generated/client";
import { decodeCursor, encodeCursor } from "./cursor";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";
import { toHeldOut } from "./model-store";

/** A model ready to answer, and when this database first saw it. */
export interface ServedModel extends Model {
  readonly registeredAt: Date;
}

function toDetail({ card, reference, registeredAt }: ServedModel): ModelDetail {
  return { version: card.version, registeredAt: registeredAt.toISOString(), card, reference };
}

/** The model in use; needs no database. */
export const currentModel = (deps: Dependencies): ModelDetail => toDetail(deps.models.champion());

/**
 * Any registered model, so that an old prediction can be read with the model that made it. Of the folder's the card is
 * the folder's: what is stored of a version is never changed, and its figures and words may be those of an earlier
 * release.
 */
export async function modelByVersion(deps: Dependencies, version: string): Promise<ModelDetail> {
  const inMemory = [deps.models.champion(), deps.models.shipped()];
  const known = inMemory.find(({ card }) => card.version === version);
  if (known !== undefined) return toDetail(known);
  const row = await deps.db.modelVersion.findUnique({
    where: { version },
    select: { registeredAt: true, card: true, reference: true, heldOut: true },
  });
  if (row === null) throw new NotFoundError("model", version);
  return {
    version,
    registeredAt: row.registeredAt.toISOString(),
    card: measuredAgain(readModelCard(row.card), toHeldOut(row.heldOut)),
    reference: referenceSchema.parse(row.reference),
  };
}

interface ListedRow {
  readonly version: string;
  readonly at: Date;
  readonly by_id: string;
  readonly by_name: string;
  readonly run: string | null;
  readonly names: string[] | null;
  readonly data: unknown;
  readonly training: unknown;
  readonly distinct: unknown;
}

const writtenDataSchema = listedModelSchema.shape.data;
const writtenTrainingSchema = listedModelSchema.pick({ seed: true, options: true });
/** Cards of the first format have no recalls. */
const writtenFiguresSchema = listedModelSchema.shape.figures.omit({ recallAtOnePercent: true }).extend({
  recalls: z.array(z.object({ falsePositiveRate: z.number(), recall: estimateSchema })).nullable(),
});

function toListed(row: ListedRow): ListedModel {
  const { recalls, ...figures } = writtenFiguresSchema.parse(row.distinct);
  const { name, sha256 } = writtenDataSchema.parse(row.data);
  return {
    version: row.version,
    registeredAt: row.at.toISOString(),
    registeredBy: { id: row.by_id, name: row.by_name },
    trainingRunId: row.run,
    names: row.names ?? [],
    figures: { ...figures, recallAtOnePercent: recallAt(recalls ?? [], onePercent) },
    data: { name, sha256 },
    ...writtenTrainingSchema.parse(row.training),
  };
}

/** Registered models, the latest first. Cards are large: the database takes out what a line of the list needs. */
export async function listModels(deps: Dependencies, page: ListModels): Promise<ModelPage> {
  const after = page.cursor ? decodeCursor(page.cursor, modelVersionSchema) : null;
  const older = after
    ? Prisma.sql`WHERE (registered_at, version) < (${after.at}::timestamptz, ${after.id})`
    : Prisma.empty;
  const rows = await deps.db.$queryRaw<ListedRow[]>`
    WITH listed AS MATERIALIZED (
      SELECT version, registered_at, registered_by_id, registered_by_name, training_run_id,
        card -> 'data' AS data, card -> 'training' AS training, card #> '{evaluation,distinct}' AS held
      FROM model_versions ${older}
      ORDER BY registered_at DESC, version DESC LIMIT ${page.limit + 1}
    ),
    pointing AS (
      SELECT to_version AS version, array_agg(name ORDER BY name) AS names
      FROM (SELECT DISTINCT ON (name) name, to_version FROM model_moves ORDER BY name, sequence DESC) AS latest
      GROUP BY to_version
    )
    SELECT listed.version, registered_at AS at, registered_by_id AS by_id, registered_by_name AS by_name,
      training_run_id::text AS run, names, data, training,
      jsonb_build_object(
        'rows', held -> 'rows', 'positives', held -> 'positives', 'rocAuc', held -> 'rocAuc', 'brier', held -> 'brier',
        'averagePrecision', held -> 'averagePrecision', 'recalls', held -> 'recallAtFalsePositiveRate'
      ) AS distinct
    FROM listed LEFT JOIN pointing USING (version)
    ORDER BY registered_at DESC, version DESC`;
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(toListed),
    nextCursor: rows.length > page.limit && last ? encodeCursor({ at: last.at, id: last.version }) : null,
  };
}
