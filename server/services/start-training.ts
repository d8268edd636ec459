import { isDeepStrictEqual } from "node:util";
import { v5 as uuidv5 } from "uuid";
import { canonicalText } from "../../lib/dataset/canonical";
import { toVectors } from "../../lib/dataset/dataset";
import { datasetProfileSchema } from "../../lib/dataset/dataset-profile";
import {
  type StartTraining,
  type TrainingRequest,
  type TrainingRun,
  trainingRequestSchema,
} from "../../lib/training/training-run";
import type { Caller } from "../auth/caller";
import type { DatasetFile } from "../dataset/dataset-file";
import { auditRow, writeAuditRows } from "./audit";
import { datasetProfile, holdDatasetContent, readStoredDataset, storeDataset } from "./datasets";
import type { Dependencies } from "./dependencies";
import { IdempotencyConflictError, NotFoundError, OutcomesNotAddedError, TooFewVectorsError } from "./errors";
import { headerLine, knownOutcomeRows } from "./outcome-rows";
import { appendEvent } from "./training-log";
import { trainingRun } from "./training-runs";

/** Runs are numbered by the key of their request, so that the same request twice is one run. */
const keySpace = "a3f1c1de-6b0f-5d35-9a3c-5d1f0c6f6c11";

type Starting = StartTraining & { readonly actor: Caller };

/** A data set to train on, with what is known of it before its rows are read. */
interface Chosen {
  readonly sha256: string;
  readonly name: string;
  readonly outcomes: TrainingRequest["outcomes"];
  /** Distinct vectors, and those that stand with either label: how these count depends on the rows. */
  readonly distinct: { readonly vectors: number; readonly positives: number; readonly ambiguous: number };
}

async function chosenDataset({ db }: Dependencies, sha256: string) {
  const row = await db.dataset.findFirst({
    where: { sha256, content: { not: null } },
    select: { name: true, origin: true, profile: true },
  });
  if (row === null) throw new NotFoundError("dataset", sha256);
  const { distinctVectors, distinctPositives, vectorsWithBothLabels } = datasetProfileSchema.parse(
    row.profile,
  ).contents;
  const distinct = {
    vectors: distinctVectors,
    positives: distinctPositives,
    ambiguous: vectorsWithBothLabels,
  };
  return { sha256, name: row.name, origin: row.origin, distinct };
}

const longestName = 255;

function nameWith(name: string, added: number): string {
  const addition = ` + ${added} outcomes`;
  return `${name.slice(0, longestName - addition.length)}${addition}`;
}

/** Stores the rows and the known outcomes as a data set of its own, as they are now. */
async function withOutcomes(
  deps: Dependencies,
  base: { sha256: string; name: string; actor: Caller },
): Promise<Chosen> {
  const [{ dataset }, { description }, { lines, counts }] = await Promise.all([
    readStoredDataset(deps.db, base.sha256),
    datasetProfile(deps, { sha256: base.sha256 }),
    knownOutcomeRows(deps),
  ]);
  if (counts.added === 0) throw new OutcomesNotAddedError("none");
  const text = `${headerLine}\n${canonicalText(dataset)}${lines.join("\n")}\n`;
  const { actor } = base;
  const name = nameWith(base.name, counts.added);
  const bytes = Buffer.from(text);
  // The added rows come from here; what is known of all the others still holds.
  const stored = await storeDataset(deps, { name, bytes, origin: "outcomes", description, actor });
  const { distinct } = await chosenDataset(deps, stored.sha256);
  return { sha256: stored.sha256, name, outcomes: counts, distinct };
}

function positiveVectors({ dataset }: DatasetFile): number {
  const { positives, negatives } = toVectors(dataset);
  return positives.filter((count, i) => count > (negatives[i] as number)).length;
}

/** Reads the rows only where the profile leaves it open. Throws {@link TooFewVectorsError}. */
async function refuseTooFew(
  { db }: Dependencies,
  { sha256, distinct }: Chosen,
  folds: number,
): Promise<void> {
  const { vectors, positives, ambiguous } = distinct;
  const least = { positive: positives - ambiguous, negative: vectors - positives };
  if (least.positive >= folds && least.negative >= folds) return;
  const positive = positiveVectors(await readStoredDataset(db, sha256));
  const found = { positive, negative: vectors - positive };
  for (const label of ["positive", "negative"] as const) {
    if (found[label] < folds) throw new TooFewVectorsError({ label, count: found[label], folds });
  }
}

/** The run that the same key has started; throws where it was asked for something else. */
async function startedBefore(
  deps: Dependencies,
  id: string,
  asked: Pick<Starting, "dataset" | "outcomes" | "options" | "points" | "note">,
): Promise<TrainingRun | null> {
  const row = await deps.db.trainingRun.findUnique({ where: { id }, select: { request: true } });
  if (row === null) return null;
  const { base, outcomes, options, points, note } = trainingRequestSchema.parse(row.request);
  const same =
    base.sha256 === asked.dataset &&
    (outcomes !== null) === (asked.outcomes === "include") &&
    isDeepStrictEqual([options, points, note], [asked.options, asked.points, asked.note ?? null]);
  if (!same) throw new IdempotencyConflictError();
  return await trainingRun(deps, id);
}

/**
 * Queues a run, once for each key. What cannot be trained on is refused before: an unknown data set or one without its
 * rows ({@link NotFoundError}), too few vectors to hold any out ({@link TooFewVectorsError}), outcomes that are not
 * there or would be added twice ({@link OutcomesNotAddedError}).
 */
export async function startTraining(deps: Dependencies, starting: Starting): Promise<TrainingRun> {
  const { actor, dataset, options, points } = starting;
  const id = uuidv5(starting.idempotencyKey, keySpace);
  const before = await startedBefore(deps, id, starting);
  if (before !== null) return before;
  await deps.trainingQueue.ready();
  const base = await chosenDataset(deps, dataset);
  const include = starting.outcomes === "include";
  if (include && base.origin === "outcomes") throw new OutcomesNotAddedError("twice");
  const chosen: Chosen = include ? await withOutcomes(deps, { ...base, actor }) : { ...base, outcomes: null };
  await refuseTooFew(deps, chosen, options.folds);
  const request: TrainingRequest = {
    base: { sha256: dataset, name: base.name },
    outcomes: chosen.outcomes,
    ...{ options, points, note: starting.note ? starting.note : null },
  };
  await deps.db.$transaction(async (tx) => {
    await holdDatasetContent(tx, chosen.sha256);
    const { count } = await tx.trainingRun.createMany({
      data: [
        {
          ...{ id, request, datasetSha256: chosen.sha256, datasetName: chosen.name },
          ...{ createdAt: deps.now(), actorId: actor.id, actorName: actor.name },
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await appendEvent(tx, id, { kind: "queued" });
    const target = { type: "training_run", id } as const;
    await writeAuditRows(tx, [auditRow(deps, actor, { action: "training.start", target })]);
  });
  // Should this fail, whoever runs jobs finds the run and puts it in.
  await deps.trainingQueue.send(id).catch(() => deps.log.warn("a run was stored and not yet queued"));
  return (await startedBefore(deps, id, starting)) ?? (await trainingRun(deps, id));
}
