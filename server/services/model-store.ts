import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { referenceSchema } from "../../lib/model/card";
import { modelSteps } from "../../lib/model/model";
import { supportSchema } from "../../lib/model/support-region";
import type { Actor } from "../auth/identity";
import type { Db } from "../db/client";
import { inTurns } from "../in-turns";
import { NotFoundError } from "./errors";
import type { ModelFiles } from "./model-files";
import { versionOfModel } from "./model-version";
import type { ServedModel } from "./models";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Who enters a model that came as a folder. */
const installation: Actor = { id: "installation", name: "Installation" };

export interface Registration {
  readonly actor: Actor;
  readonly trainingRunId: string | null;
}

/**
 * Enters a model into the registry unless it is there, with the profile of its data, and returns it ready to serve.
 * A version is never changed: registering it again, from whichever folder, keeps who first did.
 */
export async function registerModel(
  db: Db,
  files: ModelFiles,
  { actor, trainingRunId }: Registration = { actor: installation, trainingRunId: null },
): Promise<ServedModel> {
  const { card, reference, support } = files.model;
  const { heldOut, profile } = files;
  const forest = new Uint8Array(await promisify(gzip)(files.forestText));
  const by = { registeredById: actor.id, registeredByName: actor.name, trainingRunId };
  await db.modelVersion.createMany({
    data: [
      {
        version: card.version,
        card,
        reference,
        support,
        forest,
        ...by,
        ...(heldOut !== null && { heldOut }),
      },
    ],
    skipDuplicates: true,
  });
  if (profile !== null) {
    const { rows, positives } = profile.contents;
    const said = { ...profile.data, origin: "model", rows, positives, profile } as const;
    await db.dataset.createMany({
      data: [{ ...said, createdAt: new Date(), actorId: actor.id, actorName: actor.name }],
      skipDuplicates: true,
    });
  }
  const { registeredAt } = await db.modelVersion.findUniqueOrThrow({
    where: { version: card.version },
    select: { registeredAt: true },
  });
  return { ...files.model, registeredAt };
}

/**
 * Reads a version from the registry, ready to serve. Throws {@link NotFoundError} where there is none, and in words
 * where what is stored is not whole: nothing of it is then used.
 */
export async function loadModel(db: Db, version: string): Promise<ServedModel> {
  const row = await db.modelVersion.findUnique({
    where: { version },
    select: { card: true, reference: true, support: true, forest: true, registeredAt: true },
  });
  if (row === null) throw new NotFoundError("model", version);
  const texts = {
    card: JSON.stringify(row.card),
    forest: (await promisify(gunzip)(row.forest)).toString("utf8"),
    // The database keeps keys in an order of its own; the checksums are over the schema's.
    reference: JSON.stringify(referenceSchema.parse(row.reference)),
    support: JSON.stringify(supportSchema.parse(row.support)),
  };
  const digests = {
    forest: sha256(texts.forest),
    reference: sha256(texts.reference),
    support: sha256(texts.support),
  };
  const model = await inTurns(modelSteps(texts, digests));
  if (model.card.version !== version || versionOfModel(model.card) !== version) {
    throw new Error(`What is stored as ${version} is another model.`);
  }
  return { ...model, registeredAt: row.registeredAt };
}
