import { v7 as uuidv7 } from "uuid";
import type { ReferenceSetFacts } from "../../lib/cases/nearest-cases";
import { toVectors, type Vectors } from "../../lib/dataset/dataset";
import { type FeatureKey, featureKeys } from "../../lib/features";
import type { Prisma } from "../../prisma/generated/client";
import { commandLine } from "../auth/caller";
import type { DatasetFile } from "../dataset/dataset-file";
import type { Db } from "../db/client";
import { auditRow, writeAuditRows } from "./audit";

/** Every question is held against every vector, in the process that answers all others meanwhile. */
const mostVectors = 50_000;
const batchSize = 1000;
const transactionMilliseconds = 60_000;

/** What became of a file: in use now, instead of the set before it if there was one; or the same rows as before. */
export type Loading =
  | { readonly kind: "loaded"; readonly set: ReferenceSetFacts; readonly replaced: ReferenceSetFacts | null }
  | { readonly kind: "unchanged"; readonly set: ReferenceSetFacts };

interface Stored {
  readonly id: string;
  readonly rowsSha256: string;
  readonly facts: ReferenceSetFacts;
}

async function storedSet(db: Prisma.TransactionClient): Promise<Stored | null> {
  const row = await db.referenceSet.findFirst({
    select: {
      id: true,
      name: true,
      rowsSha256: true,
      rows: true,
      positives: true,
      loadedAt: true,
      _count: { select: { cases: true } },
    },
  });
  if (row === null) return null;
  const { id, name, rows, positives } = row;
  const facts = { name, rows, positives, vectors: row._count.cases, loadedAt: row.loadedAt.toISOString() };
  return { id, rowsSha256: Buffer.from(row.rowsSha256).toString("hex"), facts };
}

/** One change of the set after another; who reads goes on reading the set before. */
function changing<T>(db: Db, change: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE reference_sets IN SHARE ROW EXCLUSIVE MODE`;
      return await change(tx);
    },
    { timeout: transactionMilliseconds },
  );
}

function toRows(setId: string, { values, positives, negatives }: Vectors) {
  const width = featureKeys.length;
  return Array.from(positives, (positive, position) => {
    const features = featureKeys.map((key, feature) => [key, values[position * width + feature]]);
    return {
      setId,
      position,
      ...(Object.fromEntries(features) as Record<FeatureKey, number>),
      positives: positive,
      negatives: negatives[position] as number,
    };
  });
}

function checkedVectors({ name, dataset }: DatasetFile): Vectors {
  const vectors = toVectors(dataset);
  const count = vectors.positives.length;
  if (count <= mostVectors) return vectors;
  throw new Error(`${name} has ${count} different vectors, more than the ${mostVectors} one can search.`);
}

/**
 * Puts a file's rows in the place of those before: all of them or, when it fails on the way, none. The same rows
 * again, from whichever form of the file, change nothing. Only a command does it, and is on record with it. Throws
 * where the file has over 50,000 different vectors.
 */
export async function loadReferenceSet(db: Db, file: DatasetFile, now: Date): Promise<Loading> {
  const vectors = checkedVectors(file);
  const set = {
    name: file.name,
    rows: file.dataset.labels.length,
    positives: vectors.positives.reduce((sum, count) => sum + count, 0),
  };
  return await changing(db, async (tx): Promise<Loading> => {
    const before = await storedSet(tx);
    if (before?.rowsSha256 === file.rowsSha256) return { kind: "unchanged", set: before.facts };
    if (before !== null) await tx.referenceSet.delete({ where: { id: before.id } });
    const id = uuidv7();
    const rowsSha256 = Uint8Array.from(Buffer.from(file.rowsSha256, "hex"));
    await tx.referenceSet.create({ data: { id, ...set, rowsSha256, loadedAt: now } });
    const rows = toRows(id, vectors);
    for (let from = 0; from < rows.length; from += batchSize) {
      await tx.referenceCase.createMany({ data: rows.slice(from, from + batchSize) });
    }
    const target = { type: "dataset", id: file.rowsSha256 } as const;
    const act = { action: "reference.load", target, details: { count: set.rows } } as const;
    await writeAuditRows(tx, [auditRow({ now: () => now }, commandLine, act)]);
    const facts = { ...set, vectors: rows.length, loadedAt: now.toISOString() };
    return { kind: "loaded", set: facts, replaced: before?.facts ?? null };
  });
}

/** The set in use; `null` while none is loaded. */
export async function loadedReferenceSet(db: Db): Promise<ReferenceSetFacts | null> {
  return (await storedSet(db))?.facts ?? null;
}

/** Takes the rows out again and tells which they were; `null` where there were none. */
export async function unloadReferenceSet(db: Db): Promise<ReferenceSetFacts | null> {
  return await changing(db, async (tx) => {
    const before = await storedSet(tx);
    if (before === null) return null;
    await tx.referenceSet.delete({ where: { id: before.id } });
    const target = { type: "dataset", id: before.rowsSha256 } as const;
    const act = { action: "reference.remove", target, details: { count: before.facts.rows } } as const;
    await writeAuditRows(tx, [auditRow({ now: () => new Date() }, commandLine, act)]);
    return before.facts;
  });
}
