import { performance } from "node:perf_hooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasEnded } from "../../lib/training/run-end";
import { namedVersions } from "../services/served-models";
import { cancelTraining, trainingRun } from "../services/training-runs";
import { aCaller } from "../testing/caller";
import { type RunningScript, runScript } from "../testing/run-script";
import { createTestDependencies } from "../testing/test-dependencies";
import { aStoredDataset, aTrainingRequest, eventsOf, kindsOf, startRun } from "../testing/training";
import { startTrainingJobs } from "./training";

const actor = aCaller("test-scientist", "Test scientist");
let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const workers: { stop(): Promise<void> }[] = [];
const processes: RunningScript[] = [];

/** Does jobs in this process. */
function work() {
  const jobs = startTrainingJobs(deps);
  workers.push(jobs);
  return jobs;
}

/** Does jobs in a process of its own. */
function workElsewhere(): RunningScript {
  const script = runScript(`
    import { createDb } from "./server/db/client";
    import { startTrainingJobs } from "./server/jobs/training";
    import { dependenciesOn } from "./server/testing/dependencies-on";
    const url = ${JSON.stringify(deps.url)};
    startTrainingJobs(await dependenciesOn({ db: createDb(url), url }));
    console.log("working");
  `);
  processes.push(script);
  return script;
}

beforeEach(async () => {
  deps = await createTestDependencies();
});

afterEach(async () => {
  for (const script of processes.splice(0)) script.kill();
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await deps.drop();
});

const run = (id: string) => trainingRun(deps, id);
const reaches = (id: string, status: string, timeout = 60_000) =>
  expect.poll(async () => (await run(id)).status, { timeout, interval: 100 }).toBe(status);
const growsTrees = (id: string) =>
  expect.poll(() => kindsOf(deps, id), { timeout: 60_000, interval: 100 }).toContain("progress");

/** One that takes long enough to be interrupted. */
const aLongRequest = (dataset: string) =>
  aTrainingRequest(dataset, { options: { variant: "extra-trees-root", trees: 1000, folds: 20, seed: 1 } });

describe("a training run", { timeout: 180_000 }, () => {
  test("ends as a version that no name points at, by who started it, and the same again says it was there", async () => {
    const dataset = await aStoredDataset(deps);
    const first = await startRun(deps, aTrainingRequest(dataset));
    const second = await startRun(deps, aTrainingRequest(dataset));
    work();
    await reaches(second, "succeeded", 120_000);
    const { resultVersion } = await run(first);
    const version = resultVersion ?? "";
    const row = await deps.db.modelVersion.findUniqueOrThrow({ where: { version } });
    expect(row).toMatchObject({
      trainingRunId: first,
      registeredById: actor.id,
      registeredByName: actor.name,
    });
    expect([...(await namedVersions(deps.db)).values()]).not.toContain(version);
    expect((await eventsOf(deps, first)).at(-1)).toEqual({ kind: "succeeded", version, existed: false });
    expect((await eventsOf(deps, second)).at(-1)).toEqual({ kind: "succeeded", version, existed: true });
    expect(await run(first)).toMatchObject({ attempts: 1, progress: { done: 30, total: 30 } });
  });

  test("that cannot be done ends as failed and says why; those after it are done", async () => {
    const dataset = await aStoredDataset(deps);
    const gone = await aStoredDataset(deps, 2);
    const failing = await startRun(deps, aTrainingRequest(gone));
    const fine = await startRun(deps, aTrainingRequest(dataset));
    await deps.db.dataset.update({ where: { sha256: gone }, data: { content: null } });
    work();
    await reaches(fine, "succeeded");
    expect((await run(failing)).status).toBe("failed");
    expect((await eventsOf(deps, failing)).at(-1)).toMatchObject({ kind: "failed", failure: "data_missing" });
  });

  test("whose rows are not those it was started on fails, instead of training on others", async () => {
    const [dataset, other] = [await aStoredDataset(deps), await aStoredDataset(deps, 2)];
    const id = await startRun(deps, aTrainingRequest(dataset));
    const { content } = await deps.db.dataset.findUniqueOrThrow({ where: { sha256: other } });
    await deps.db.dataset.update({ where: { sha256: dataset }, data: { content } });
    work();
    await reaches(id, "failed");
    expect(await deps.db.modelVersion.count({ where: { trainingRunId: id } })).toBe(0);
  });

  test("leaves the process free to answer while its trees grow", async () => {
    const id = await startRun(deps, aLongRequest(await aStoredDataset(deps)));
    work();
    await growsTrees(id);
    const before = performance.eventLoopUtilization();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
    await cancelTraining(deps, { id, actor });
    await reaches(id, "cancelled");
  });
});

describe("cancelling", () => {
  test("a run that waits ends it at once, and it is never begun", async () => {
    const id = await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
    expect(await cancelTraining(deps, { id, actor })).toMatchObject({ status: "cancelled", attempts: 0 });
    const next = await startRun(deps, aTrainingRequest(await aStoredDataset(deps)));
    work();
    await reaches(next, "succeeded");
    expect(await kindsOf(deps, id)).toEqual(["queued", "cancel_requested", "cancelled"]);
  });

  test("a run that is being done ends it within seconds, leaves no version, and twice is once", async () => {
    const id = await startRun(deps, aLongRequest(await aStoredDataset(deps)));
    work();
    await growsTrees(id);
    await cancelTraining(deps, { id, actor });
    await cancelTraining(deps, { id, actor });
    await reaches(id, "cancelled", 10_000);
    expect((await kindsOf(deps, id)).slice(-2)).toContain("cancelled");
    expect((await kindsOf(deps, id)).filter((kind) => kind === "cancel_requested")).toHaveLength(1);
    expect(await deps.db.modelVersion.count({ where: { trainingRunId: id } })).toBe(0);
    expect((await cancelTraining(deps, { id, actor })).status).toBe("cancelled");
  });
});

describe("more than one process", () => {
  test("do one run at a time between them, in the order they were started", async () => {
    const dataset = await aStoredDataset(deps);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push(await startRun(deps, aTrainingRequest(dataset)));
    workElsewhere();
    work();
    await reaches(ids[2] ?? "", "succeeded", 150_000);
    const runs = await Promise.all(ids.map(run));
    expect(runs.map(({ status, attempts }) => [status, attempts])).toEqual(ids.map(() => ["succeeded", 1]));
    for (const [i, { startedAt }] of runs.entries()) {
      const before = runs[i - 1];
      if (before !== undefined) expect(startedAt ?? "").not.toBe("");
      if (before !== undefined)
        expect(Date.parse(startedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(before.endedAt ?? ""));
    }
  }, 200_000);

  test("a run whose process is killed is taken up by another within 20 s, says so, and ends", async () => {
    const id = await startRun(deps, aLongRequest(await aStoredDataset(deps)));
    const script = workElsewhere();
    await growsTrees(id);
    script.kill();
    await script.exitCode;
    const died = Date.now();
    work();
    await expect.poll(async () => (await run(id)).attempts, { timeout: 20_000, interval: 100 }).toBe(2);
    expect(Date.now() - died).toBeLessThan(20_000);
    const events = await eventsOf(deps, id);
    expect(events).toContainEqual({ kind: "started_over", because: "process_lost" });
    expect(hasEnded((await run(id)).status)).toBe(false);
    await cancelTraining(deps, { id, actor });
    await reaches(id, "cancelled");
  }, 120_000);

  test("a run that was asked to end when its process died is ended and not begun again", async () => {
    const id = await startRun(deps, aLongRequest(await aStoredDataset(deps)));
    const script = workElsewhere();
    await growsTrees(id);
    script.kill();
    await script.exitCode;
    await cancelTraining(deps, { id, actor });
    work();
    await reaches(id, "cancelled", 30_000);
    expect((await run(id)).attempts).toBe(1);
  }, 120_000);

  test("one that was only asleep and comes back writes nothing into a run that another has begun since", async () => {
    const id = await startRun(deps, aLongRequest(await aStoredDataset(deps)));
    work();
    await growsTrees(id);
    // As if another process had found it lost and begun it.
    await deps.db.trainingRun.update({ where: { id }, data: { attempts: 2 } });
    const lines = (await kindsOf(deps, id)).length;
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await kindsOf(deps, id)).toHaveLength(lines);
    expect(await run(id)).toMatchObject({ status: "running", attempts: 2 });
  });
});

test("a process that stops gives its run back at once, and it begins again", async () => {
  const id = await startRun(deps, aLongRequest(await aStoredDataset(deps)));
  const jobs = work();
  await growsTrees(id);
  const begun = performance.now();
  await jobs.stop();
  expect(performance.now() - begun).toBeLessThan(8000);
  expect((await run(id)).status).toBe("queued");
  expect((await eventsOf(deps, id)).at(-1)).toEqual({ kind: "started_over", because: "server_stopped" });
  work();
  await expect.poll(async () => (await run(id)).attempts, { timeout: 20_000 }).toBe(2);
});
