import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { aStoredDataset, aTrainingRequest, kindsOf, startRun } from "../testing/training";
import { createPrediction } from "./create-prediction";
import { storeDataset } from "./datasets";
import type { Dependencies } from "./dependencies";
import {
  IdempotencyConflictError,
  InvalidCursorError,
  NotFoundError,
  OutcomesNotAddedError,
  TooFewVectorsError,
} from "./errors";
import { recordOutcome } from "./outcomes";
import { startTraining } from "./start-training";
import { claimRun, giveBack } from "./training-claims";
import { appendEvent, followTraining } from "./training-log";
import { cancelTraining, listTraining, trainingMaterial, trainingRun } from "./training-runs";

const actor = aCaller("test-scientist", "Test scientist");
const nobody = "0190a3c0-0000-7000-8000-000000000000";
let deps: Awaited<ReturnType<typeof createTestDependencies>>;

beforeEach(async () => {
  deps = await createTestDependencies();
});
afterEach(() => deps.drop());

const start = (request: ReturnType<typeof aTrainingRequest>) => startTraining(deps, { ...request, actor });

async function store(text: string, name = "given.csv"): Promise<string> {
  return (await storeDataset(deps, { name, bytes: Buffer.from(text), origin: "upload", actor })).sha256;
}

describe("starting", () => {
  test("the same key twice, even at once, is one run and one job", async () => {
    const request = aTrainingRequest(await aStoredDataset(deps));
    const [one, two] = await Promise.all([start(request), start(request)]);
    expect(two.id).toBe(one.id);
    expect((await start(request)).id).toBe(one.id);
    expect(await kindsOf(deps, one.id)).toEqual(["queued"]);
    const { rows } = {
      rows: await deps.db.$queryRaw<unknown[]>`SELECT id FROM pgboss.job WHERE name = 'training'`,
    };
    expect(rows).toHaveLength(1);
  });

  test("the same key for something else is refused", async () => {
    const request = aTrainingRequest(await aStoredDataset(deps));
    await start(request);
    const other = start({ ...request, options: { ...request.options, seed: 2 } });
    await expect(other).rejects.toThrow(IdempotencyConflictError);
  });

  test.for([
    ["a data set that is not there", () => Promise.resolve("0".repeat(64)), NotFoundError],
    [
      "one of which only the profile is kept",
      async () => {
        const sha256 = await aStoredDataset(deps);
        await deps.db.dataset.update({ where: { sha256 }, data: { content: null } });
        return sha256;
      },
      NotFoundError,
    ],
    ["one with too few calcifications to hold any out", () => store(lines(20, 1)), TooFewVectorsError],
    ["one with too few other regions", () => store(lines(20, 19)), TooFewVectorsError],
    [
      "one whose calcifications are all elsewhere called otherwise",
      () => store(contradicting),
      TooFewVectorsError,
    ],
  ] as const)("%s is refused in words, and nothing is queued", async ([, prepare, expected]) => {
    await expect(start(aTrainingRequest(await prepare()))).rejects.toThrow(expected);
    expect(await deps.db.trainingRun.count()).toBe(0);
  });
});

function lines(rows: number, positives: number): string {
  const row = (i: number) => `${i / 8},0.5,0.25,1,2,0.${i},${i < positives ? 1 : -1}`;
  return `${Array.from({ length: rows }, (_, i) => row(i)).join("\n")}\n`;
}

/** Each vector twice, once with either label. */
const contradicting = Array.from({ length: 10 }, (_, i) =>
  [1, -1].map((label) => `${i},0,0,0,0,0,${label}`).join("\n"),
).join("\n");

describe("recorded outcomes", () => {
  async function predictedWith(
    outcome: "calcification" | "not_calcification" | "undetermined",
    area: number,
  ) {
    const features = { ...aSubmission().features, area };
    const { id } = await createPrediction(deps, aSubmission({ features }));
    await recordOutcome(deps, { actor, id, outcome });
    return id;
  }

  test("are added after the rows as they are at the start, the latest of each, and not those undetermined", async () => {
    const base = await store(lines(20, 8), "base.csv");
    const corrected = await predictedWith("not_calcification", 0.125);
    await recordOutcome(deps, { actor, id: corrected, outcome: "calcification" });
    await predictedWith("not_calcification", 0.25);
    await predictedWith("undetermined", 0.375);
    const run = await start(aTrainingRequest(base, { outcomes: "include" }));
    expect(run.dataset.name).toBe("base.csv + 2 outcomes");
    expect(run.request).toMatchObject({
      base: { sha256: base, name: "base.csv" },
      outcomes: { added: 2, positives: 1, madeUp: 0 },
    });
    const stored = await deps.db.dataset.findUniqueOrThrow({ where: { sha256: run.dataset.sha256 } });
    expect(stored).toMatchObject({ origin: "outcomes", rows: 22, positives: 9 });
    const text = gunzipSync(stored.content ?? Buffer.alloc(0)).toString("utf8");
    expect(text.split("\n").slice(-3)).toEqual([
      "0.125,-0.3,-0.35,1.5,2.5,1.3,1",
      "0.25,-0.3,-0.35,1.5,2.5,1.3,-1",
      "",
    ]);
    // What is recorded later is not in it: the run can be done again.
    await predictedWith("calcification", 0.5);
    expect((await trainingRun(deps, run.id)).request.outcomes?.added).toBe(2);
  });

  test("that are not there cannot be added, nor twice to the same rows", async () => {
    const base = await store(lines(20, 8));
    const include = (dataset: string) => start(aTrainingRequest(dataset, { outcomes: "include" }));
    await expect(include(base)).rejects.toThrow(OutcomesNotAddedError);
    await predictedWith("calcification", 0.5);
    const { dataset } = await include(base);
    await expect(include(dataset.sha256)).rejects.toThrow(OutcomesNotAddedError);
    const { datasets } = await trainingMaterial(deps);
    expect(datasets.map(({ holdsOutcomes }) => holdsOutcomes).sort()).toEqual([false, true]);
  });

  test("of made-up predictions are counted as such", async () => {
    const { id } = await createPrediction(deps, aSubmission({ source: "seed" }));
    await recordOutcome(deps, { actor, id, outcome: "calcification" });
    await predictedWith("not_calcification", 0.5);
    expect((await trainingMaterial(deps)).outcomes).toEqual({ added: 2, positives: 1, madeUp: 1 });
  });
});

describe("the list", () => {
  test("pages through all runs, each once, the latest first", async () => {
    const dataset = await aStoredDataset(deps);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift(await startRun(deps, aTrainingRequest(dataset)));
    const first = await listTraining(deps, { limit: 3 });
    const second = await listTraining(deps, { limit: 3, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    await expect(listTraining(deps, { limit: 3, cursor: "bm90aGluZw" })).rejects.toThrow(InvalidCursorError);
  });

  test("an unknown run is not found, whatever is asked of it", async () => {
    await expect(trainingRun(deps, nobody)).rejects.toThrow(NotFoundError);
    await expect(cancelTraining(deps, { id: nobody, actor })).rejects.toThrow(NotFoundError);
    await expect(followed(deps, nobody, { after: 0 })).rejects.toThrow(NotFoundError);
  });
});

test("a run that somebody asks to end while its process stops is ended, and not begun again", async () => {
  const id = await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
  const claim = await claimRun(deps.db, id, 1);
  expect(claim).toMatchObject({ id, attempt: 1 });
  expect(await cancelTraining(deps, { id, actor })).toMatchObject({
    status: "running",
    cancelRequested: true,
  });
  await giveBack(deps.db, claim ?? { id, attempt: 0 });
  expect((await trainingRun(deps, id)).status).toBe("cancelled");
  expect((await kindsOf(deps, id)).slice(-2)).toEqual(["cancel_requested", "cancelled"]);
});

/** Numbers of the lines from the one after `after` on, at most so many. */
async function followed(
  on: Dependencies,
  id: string,
  { after, most = 1000 }: { after: number; most?: number },
): Promise<number[]> {
  const seen: number[] = [];
  const log = await followTraining(on, { id, after, signal: new AbortController().signal });
  for await (const { sequence } of log) {
    seen.push(sequence);
    if (seen.length === most) break;
  }
  return seen;
}

describe("following a run", () => {
  let id: string;
  const add = (done: number) =>
    deps.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM training_runs WHERE id = ${id}::uuid FOR UPDATE`;
      await appendEvent(tx, id, { kind: "progress", done, total: 100 });
    });

  beforeEach(async () => {
    id = await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
  });

  test("broken off anywhere and taken up after the last line seen, it loses none and repeats none", async () => {
    const writing = (async () => {
      for (let done = 1; done <= 60; done++) await add(done);
      await cancelTraining(deps, { id, actor });
    })();
    const seen: number[] = [];
    // 1 queued, 60 of progress, 2 of cancelling.
    while (seen.length < 63) seen.push(...(await followed(deps, id, { after: seen.at(-1) ?? 0, most: 7 })));
    await writing;
    expect(seen).toEqual(Array.from({ length: 63 }, (_, i) => i + 1));
  });

  test("lines written by many at once are numbered without a gap and come in order", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => add(i + 1)));
    await cancelTraining(deps, { id, actor });
    expect(await followed(deps, id, { after: 0 })).toEqual(Array.from({ length: 23 }, (_, i) => i + 1));
  });

  test("whoever has seen the last line of a run that has ended is told at once that there is no more", async () => {
    await cancelTraining(deps, { id, actor });
    const begun = performance.now();
    expect(await followed(deps, id, { after: 3 })).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test("a process that begins to stop lets go at once, in a way that the reader takes for a lost connection", async () => {
    const stopping = new AbortController();
    const follow = followed({ ...deps, stopping: stopping.signal }, id, { after: 1 });
    setTimeout(() => stopping.abort(), 100);
    await expect(follow).rejects.toMatchObject({ name: "AbortError" });
  });
});
