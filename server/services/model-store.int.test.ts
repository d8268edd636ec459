import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { NotFoundError } from "./errors";
import { loadModel } from "./model-store";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

describe("loadModel", () => {
  test("gives a model that answers to the last digit as the one from the folder", async () => {
    const shipped = deps.models.champion();
    const loaded = await loadModel(deps.db, shipped.card.version);
    expect(loaded.card).toEqual(shipped.card);
    const vector = toVector(aSubmission().features);
    expect(assess(loaded, vector)).toEqual(assess(shipped, vector));
  });

  test("names a version that is not there", async () => {
    await expect(loadModel(deps.db, "rf-000000000000")).rejects.toBeInstanceOf(NotFoundError);
  });
});
