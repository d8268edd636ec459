import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { describeDataset } from "../../lib/dataset/describe-dataset";
import type { DatasetOrigin } from "../../prisma/generated/client";
import type { Actor } from "../auth/identity";
import { type DatasetFile, parseDatasetBytes } from "../dataset/dataset-file";
import type { Db } from "../db/client";
import type { Dependencies } from "./dependencies";
import { NotFoundError } from "./errors";

export interface NewDataset {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly origin: DatasetOrigin;
  readonly actor: Actor;
}

/**
 * Keeps a file with its profile, under the SHA-256 of its bytes: the same file twice is one data set, and the bytes
 * come back where only the profile was left. Throws a `DatasetError` or an `EncodingError` where it cannot be read.
 */
export async function storeDataset(deps: Dependencies, given: NewDataset): Promise<DatasetFile> {
  const { name, bytes, origin, actor } = given;
  const file = parseDatasetBytes(bytes, name);
  const { sha256 } = file;
  const profile = describeDataset(file.dataset, { name, sha256 });
  const { rows, positives } = profile.contents;
  const content = new Uint8Array(await promisify(gzip)(bytes));
  const who = { actorId: actor.id, actorName: actor.name };
  await deps.db.dataset.upsert({
    where: { sha256 },
    create: { sha256, name, origin, rows, positives, profile, content, createdAt: deps.now(), ...who },
    update: { content },
  });
  return file;
}

/** The rows of a kept file. Throws {@link NotFoundError} where there is none, or only its profile. */
export async function readStoredDataset(db: Db, sha256: string): Promise<DatasetFile> {
  const row = await db.dataset.findUnique({ where: { sha256 }, select: { name: true, content: true } });
  if (row === null || row.content === null) throw new NotFoundError("dataset", sha256);
  return parseDatasetBytes(await promisify(gunzip)(row.content), row.name);
}
