import { createHash } from "node:crypto";
import { isDeepStrictEqual, promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { type DatasetDescription, isDescribed, noDescription } from "../../lib/dataset/dataset-description";
import { datasetLimits } from "../../lib/dataset/dataset-limits";
import { datasetProfileSchema } from "../../lib/dataset/dataset-profile";
import { datasetDescriptionSchema } from "../../lib/dataset/description-schema";
import {
  type AskDataset,
  type DatasetPage,
  type DescribeDataset,
  type DescribedDataset,
  type ListDatasets,
  type StoredDataset,
  storedDatasetSchema,
  type TakenDataset,
  type UploadDataset,
} from "../../lib/dataset/stored-dataset";
import { type DatasetOrigin, Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import { type DatasetFile, parseDatasetBytes } from "../dataset/dataset-file";
import { DatasetSizeError } from "../dataset/dataset-size-error";
import { describeFile } from "../dataset/describe-file";
import type { Db } from "../db/client";
import { auditRow, writeAuditRows } from "./audit";
import { decodeCursor, encodeCursor } from "./cursor";
import type { Dependencies } from "./dependencies";
import { DatasetInUseError, NotFoundError } from "./errors";

export interface NewDataset {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly origin: DatasetOrigin;
  /** Not known where it is left out. */
  readonly description?: DatasetDescription | undefined;
  readonly actor: Caller;
}

interface DatasetRow {
  readonly sha256: string;
  readonly name: string;
  readonly origin: DatasetOrigin;
  readonly rows: number;
  readonly positives: number;
  readonly createdAt: Date;
  readonly actorId: string;
  readonly actorName: string;
  readonly contentKept: boolean;
}

/** All but the rows themselves, which may be megabytes. */
const columns = Prisma.sql`
  sha256, name, origin::text AS origin, "rows", positives, created_at AS "createdAt", actor_id AS "actorId",
  actor_name AS "actorName", content IS NOT NULL AS "contentKept"`;

function toStoredDataset({ actorId, actorName, createdAt, ...row }: DatasetRow): StoredDataset {
  return { ...row, createdAt: createdAt.toISOString(), createdBy: { id: actorId, name: actorName } };
}

async function find(deps: Dependencies, sha256: string): Promise<StoredDataset | null> {
  const [row] = await deps.db.$queryRaw<
    DatasetRow[]
  >`SELECT ${columns} FROM datasets WHERE sha256 = ${sha256}`;
  return row === undefined ? null : toStoredDataset(row);
}

async function get(deps: Dependencies, sha256: string): Promise<StoredDataset> {
  const found = await find(deps, sha256);
  if (found === null) throw new NotFoundError("dataset", sha256);
  return found;
}

/**
 * Keeps a file with its profile, under the SHA-256 of its bytes: the same file twice is one data set, and the bytes
 * come back where only the profile was left. Throws a `DatasetError`, an `EncodingError` or a `DatasetSizeError`
 * where it cannot be read; nothing of it is then kept.
 */
export async function storeDataset(deps: Dependencies, given: NewDataset): Promise<DatasetFile> {
  const { name, bytes, origin, description = noDescription, actor } = given;
  const { file, profile } = await describeFile(name, bytes);
  const { sha256 } = file;
  const { rows, positives } = profile.contents;
  const content = new Uint8Array(await promisify(gzip)(bytes));
  const who = { actorId: actor.id, actorName: actor.name };
  const action = origin === "upload" ? "dataset.upload" : "dataset.take";
  const target = { type: "dataset", id: sha256 } as const;
  await deps.db.$transaction(async (tx) => {
    await tx.dataset.upsert({
      where: { sha256 },
      create: {
        sha256,
        name,
        origin,
        rows,
        positives,
        profile,
        content,
        createdAt: deps.now(),
        ...who,
      },
      update: { content },
      select: { sha256: true },
    });
    await fillDescription(tx, sha256, description);
    await writeAuditRows(tx, [auditRow(deps, actor, { action, target, details: { count: rows } })]);
  });
  return file;
}

/** Stores a description where nothing was said of the data set before; whether it did. */
export async function fillDescription(
  db: Prisma.TransactionClient,
  sha256: string,
  description: DatasetDescription,
): Promise<boolean> {
  if (!isDescribed(description)) return false;
  const count = await db.$executeRaw`
    UPDATE datasets SET description = ${JSON.stringify(description)}::jsonb
    WHERE sha256 = ${sha256}
      AND (description IS NULL OR description = ${JSON.stringify(noDescription)}::jsonb)`;
  return count === 1;
}

/** The same of a data set that is kept already: an act of its own. */
async function describeKept(deps: Dependencies, sha256: string, given: NewDataset): Promise<void> {
  const target = { type: "dataset", id: sha256 } as const;
  await deps.db.$transaction(async (tx) => {
    if (await fillDescription(tx, sha256, given.description ?? noDescription))
      await writeAuditRows(tx, [auditRow(deps, given.actor, { action: "dataset.describe", target })]);
  });
}

/** Keeps a file as {@link storeDataset} does, and tells what is known of it. */
export async function takeDataset(deps: Dependencies, given: NewDataset): Promise<TakenDataset> {
  const sha256 = createHash("sha256").update(given.bytes).digest("hex");
  const alreadyKept = (await find(deps, sha256))?.contentKept === true;
  if (alreadyKept) await describeKept(deps, sha256, given);
  else await storeDataset(deps, given);
  const { stored, description } = await datasetProfile(deps, { sha256 });
  const said = given.description ?? noDescription;
  const descriptionStayed = isDescribed(said) && !isDeepStrictEqual(said, description);
  return { ...stored, alreadyKept, descriptionStayed };
}

/** Keeps a file that was sent. Throws `DatasetSizeError` above 11 MB, and as {@link storeDataset} does. */
export async function uploadDataset(
  deps: Dependencies,
  { name, base64, description, actor }: UploadDataset & { readonly actor: Caller },
): Promise<TakenDataset> {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > datasetLimits.uploadBytes) {
    throw new DatasetSizeError(name, "bytes", datasetLimits.uploadBytes);
  }
  return takeDataset(deps, { name, bytes, origin: "upload", description, actor });
}

/** The data sets known here, the latest first. */
export async function listDatasets(deps: Dependencies, page: ListDatasets): Promise<DatasetPage> {
  const after = page.cursor ? decodeCursor(page.cursor, storedDatasetSchema.shape.sha256) : null;
  const rows = await deps.db.$queryRaw<DatasetRow[]>`
    SELECT ${columns} FROM datasets
    ${
      after === null
        ? Prisma.empty
        : Prisma.sql`WHERE (created_at, sha256) < (${after.at.toISOString()}::timestamptz, ${after.id})`
    }
    ORDER BY created_at DESC, sha256 DESC LIMIT ${page.limit + 1}`;
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map(toStoredDataset),
    nextCursor:
      rows.length > page.limit && last ? encodeCursor({ at: last.createdAt, id: last.sha256 }) : null,
  };
}

/** All that the explorer shows of a data set; needs no row. Throws {@link NotFoundError}. */
export async function datasetProfile(deps: Dependencies, { sha256 }: AskDataset): Promise<DescribedDataset> {
  const [stored, row] = await Promise.all([
    get(deps, sha256),
    deps.db.dataset.findUnique({ where: { sha256 }, select: { profile: true, description: true } }),
  ]);
  return {
    ...datasetProfileSchema.parse(row?.profile),
    stored,
    description: toDescription(row?.description ?? null),
  };
}

/** What is stored of a data set's description; nothing is known of one that was stored before it was asked for. */
export function toDescription(stored: unknown): DatasetDescription {
  return stored === null ? noDescription : datasetDescriptionSchema.parse(stored);
}

/**
 * Changes the description of a data set; models trained before keep what their card says. Throws {@link NotFoundError}.
 */
export async function describeStoredDataset(
  deps: Dependencies,
  { sha256, description, actor }: DescribeDataset & { readonly actor: Caller },
): Promise<DescribedDataset> {
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.dataset.updateMany({ where: { sha256 }, data: { description } });
    if (count === 0) throw new NotFoundError("dataset", sha256);
    const target = { type: "dataset", id: sha256 } as const;
    await writeAuditRows(tx, [auditRow(deps, actor, { action: "dataset.describe", target })]);
  });
  return await datasetProfile(deps, { sha256 });
}

/**
 * Forgets the rows of a data set; what is known of them stays. Throws {@link DatasetInUseError} while a training run
 * that waits or runs needs them, {@link NotFoundError} where there is no such data set.
 */
export async function removeDatasetContent(
  deps: Dependencies,
  { sha256, actor }: AskDataset & { readonly actor: Caller },
): Promise<StoredDataset> {
  const removed = await deps.db.$transaction(async (tx) => {
    // In a statement of its own: the next one then sees the runs that were queued until it had the lock.
    await tx.$executeRaw`SELECT 1 FROM datasets WHERE sha256 = ${sha256} FOR UPDATE`;
    const count = await tx.$executeRaw`
      UPDATE datasets SET content = NULL WHERE sha256 = ${sha256} AND NOT EXISTS (
        SELECT 1 FROM training_runs WHERE dataset_sha256 = ${sha256} AND status IN ('queued', 'running'))`;
    const target = { type: "dataset", id: sha256 } as const;
    if (count === 1) await writeAuditRows(tx, [auditRow(deps, actor, { action: "dataset.remove", target })]);
    return count;
  });
  const stored = await get(deps, sha256);
  if (removed === 0) throw new DatasetInUseError(stored.name);
  return stored;
}

/**
 * Holds the rows of a data set until the transaction ends, against {@link removeDatasetContent}. Throws
 * {@link NotFoundError} where they are not kept.
 */
export async function holdDatasetContent(tx: Prisma.TransactionClient, sha256: string): Promise<void> {
  const kept = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM datasets WHERE sha256 = ${sha256} AND content IS NOT NULL FOR SHARE`;
  if (kept.length === 0) throw new NotFoundError("dataset", sha256);
}

/** The rows of a kept file. Throws {@link NotFoundError} where there is none, or only its profile. */
export async function readStoredDataset(db: Db, sha256: string): Promise<DatasetFile> {
  const row = await db.dataset.findUnique({ where: { sha256 }, select: { name: true, content: true } });
  if (row === null || row.content === null) throw new NotFoundError("dataset", sha256);
  return parseDatasetBytes(await promisify(gunzip)(row.content), row.name);
}
