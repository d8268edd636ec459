import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { measuredAgain } from "../../lib/evaluation/measured-again";
import { type ModelCard, type Reference, referenceSchema } from "../../lib/model/card";
import { type HeldOut, heldOutSchema } from "../../lib/model/held-out";
import { modelSteps } from "../../lib/model/model";
import { supportSchema } from "../../lib/model/support-region";
import type { Prisma } from "../../prisma/generated/client";
import type { Actor } from "../auth/caller";
import type { Db } from "../db/client";
import { inTurns } from "../in-turns";
import { fillDescription } from "./datasets";
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

/** What is kept of a version: the checked parts, and the forest's text in gzip. */
export interface VersionParts {
  readonly card: ModelCard;
  readonly reference: Reference;
  readonly support: ModelFiles["model"]["support"];
  readonly heldOut: ModelFiles["heldOut"];
  readonly profile: ModelFiles["profile"];
  readonly forest: Uint8Array<ArrayBuffer>;
}

/**
 * Enters a version into the registry unless it is there, with the profile of its data, and says who it is from: a
 * version is never changed, and registering it again keeps who first did.
 */
export async function storeVersion(
  db: Prisma.TransactionClient,
  { heldOut, profile, ...parts }: VersionParts,
  { actor, trainingRunId }: Registration,
): Promise<{ readonly registeredAt: Date; readonly trainingRunId: string | null }> {
  const { version } = parts.card;
  const by = { registeredById: actor.id, registeredByName: actor.name, trainingRunId };
  await db.modelVersion.createMany({
    data: [{ version, ...parts, ...by, ...(heldOut !== null && { heldOut }) }],
    skipDuplicates: true,
  });
  if (profile !== null) {
    const { rows, positives } = profile.contents;
    const { description } = parts.card.data;
    const said = { ...profile.data, origin: "model", rows, positives, profile, description } as const;
    await db.dataset.createMany({
      data: [{ ...said, createdAt: new Date(), actorId: actor.id, actorName: actor.name }],
      skipDuplicates: true,
    });
    // Of a data set that was entered before it was asked for.
    await fillDescription(db, profile.data.sha256, description);
  }
  return await db.modelVersion.findUniqueOrThrow({
    where: { version },
    select: { registeredAt: true, trainingRunId: true },
  });
}

/** What is to be kept of checked files. */
export async function versionParts({
  model,
  forestText,
  heldOut,
  profile,
}: ModelFiles): Promise<VersionParts> {
  const { card, reference, support } = model;
  const forest = new Uint8Array(await promisify(gzip)(forestText));
  return { card, reference, support, heldOut, profile, forest };
}

/** Enters a model into the registry unless it is there, and returns it ready to serve. */
export async function registerModel(
  db: Db,
  files: ModelFiles,
  registration: Registration = { actor: installation, trainingRunId: null },
): Promise<ServedModel> {
  const { registeredAt } = await storeVersion(db, await versionParts(files), registration);
  return { ...files.model, registeredAt };
}

/** What is stored of a version's held-out probabilities; `null` where they were not kept. */
export const toHeldOut = (stored: unknown): HeldOut | null =>
  stored === null ? null : heldOutSchema.parse(stored);

/**
 * Reads a version from the registry, ready to serve. Throws {@link NotFoundError} where there is none, and in words
 * where what is stored is not whole: nothing of it is then used.
 */
export async function loadModel(db: Db, version: string): Promise<ServedModel> {
  const row = await db.modelVersion.findUnique({
    where: { version },
    select: {
      card: true,
      reference: true,
      support: true,
      forest: true,
      heldOut: true,
      registeredAt: true,
    },
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
  const card = measuredAgain(model.card, toHeldOut(row.heldOut));
  return { ...model, card, registeredAt: row.registeredAt };
}
