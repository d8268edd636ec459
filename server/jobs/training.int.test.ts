import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cancelTraining, trainingRun } from "../services/training-runs";
import { namedVersions } from "../services/served-models";
import { createTestDependencies } from "../testing/test-dependencies";
import { aStoredDataset, aTrainingRequest, eventsOf, kindsOf, startRun } from "../testing/training";
import { startTrainingJobs } from "./training";

const actor = { id: "test-scientist", name: "Test scientist" };
let deps: Awaited<ReturnType<typeof createTestDependencies>>;
const workers: { stop(): Promise<void> }[] = [];

const work = () => {
  const jobs = startTrainingJobs(deps);
  workers.push(jobs);
  return jobs;
};

beforeEach(async () => {
  deps = await createTestDependencies();
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await deps.drop();
});

const statusOf = async (id: string) => (await trainingRun(deps, id)).status;
const reaches = (id: string, status: string) =>
  expect.poll(() => statusOf(id), { timeout: 40_000, interval: 100 }).toBe(status);

describe("a training run", () => {
  test("ends as a version in the registry that no name points at, and says so in its log", async () => {
    const dataset = await aStoredDataset(deps);
    const id = await startRun(deps, aTrainingRequest(dataset));
    const begun = performance.now();
    work();
    await reaches(id, "succeeded");
    console.log("ms", performance.now() - begun, await eventsOf(deps, id));
    const run = await trainingRun(deps, id);
    const version = run.resultVersion ?? "";
    const row = await deps.db.modelVersion.findUniqueOrThrow({ where: { version } });
    expect(row).toMatchObject({ trainingRunId: id, registeredById: actor.id, registeredByName: actor.name });
    expect([...(await namedVersions(deps.db)).values()]).not.toContain(version);
  });
});
