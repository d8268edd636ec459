import { referenceSchema } from "../../lib/model/card";
import type { Model } from "../../lib/model/model";
import { readModelCard } from "../../lib/model/read-card";
import type { ListModels, ModelDetail, ModelPage } from "../../lib/model/registry";
import { modelVersionSchema } from "../../lib/model/version";
import { decodeCursor, encodeCursor } from "./cursor";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";

/** A model ready to answer, and when this database first saw it. */
export interface ServedModel extends Model {
  readonly registeredAt: Date;
}

/** The model in use; needs no database. */
export function currentModel(deps: Dependencies): ModelDetail {
  const { card, reference, registeredAt } = deps.models.champion();
  return { version: card.version, registeredAt: registeredAt.toISOString(), card, reference };
}

/** Any registered model, so that an old prediction can be read with the model that made it. */
export async function modelByVersion(deps: Dependencies, version: string): Promise<ModelDetail> {
  if (version === deps.models.champion().card.version) return currentModel(deps);
  const row = await deps.db.modelVersion.findUnique({
    where: { version },
    select: { registeredAt: true, card: true, reference: true },
  });
  if (row === null) throw new NotFoundError("model", version);
  return {
    version,
    registeredAt: row.registeredAt.toISOString(),
    card: readModelCard(row.card),
    reference: referenceSchema.parse(row.reference),
  };
}

/** Registered models, the latest first. */
export async function listModels(deps: Dependencies, page: ListModels): Promise<ModelPage> {
  const after = page.cursor ? decodeCursor(page.cursor, modelVersionSchema) : null;
  const rows = await deps.db.modelVersion.findMany({
    ...(after && {
      where: {
        OR: [{ registeredAt: { lt: after.at } }, { registeredAt: after.at, version: { lt: after.id } }],
      },
    }),
    orderBy: [{ registeredAt: "desc" }, { version: "desc" }],
    take: page.limit + 1,
    select: { version: true, registeredAt: true },
  });
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({ version: row.version, registeredAt: row.registeredAt.toISOString() })),
    nextCursor:
      rows.length > page.limit && last ? encodeCursor({ at: last.registeredAt, id: last.version }) : null,
  };
}
