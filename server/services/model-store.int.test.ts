import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import { anotherModel } from "../testing/another-model";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { datasetProfile } from "./datasets";
import { NotFoundError } from "./errors";
import { readModelFiles } from "./model-files";
import { loadModel, registerModel } from "./model-store";
import { modelByVersion } from "./models";

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

/** Whose interval needs draws. */
const withoutF1 = (figures: object) =>
  JSON.parse(JSON.stringify(figures), (key, value) => (key === "f1" ? value?.value : value));

describe("an installation of an earlier release", () => {
  test("shows the card that this release ships, whichever version is champion, and describes its data", async () => {
    const { card } = deps.models.shipped();
    await deps.db.$executeRawUnsafe("ALTER TABLE model_versions DISABLE TRIGGER USER");
    await deps.db.$executeRaw`
      UPDATE model_versions SET card = card #- '{data,description}' #- '{evaluation,distinct,points,0}'`;
    await deps.db.$executeRaw`UPDATE datasets SET description = NULL`;
    await deps.db.$executeRawUnsafe(
      "ALTER TABLE model_versions ENABLE ALWAYS TRIGGER model_versions_append_only",
    );
    await registerModel(deps.db, await readModelFiles("data/model"));

    const other = await anotherModel({ trees: 5 });
    await registerModel(deps.db, other);
    const to = other.model.card.version;
    const moved = { name: "champion", sequence: 2, kind: "promote", fromVersion: card.version } as const;
    const by = { reason: "Because.", movedAt: new Date(), actorId: "a", actorName: "A" };
    await deps.db.modelMove.create({ data: { ...moved, ...by, toVersion: to } });
    await deps.models.refresh();
    expect(deps.models.champion().card.version).toBe(to);

    expect((await modelByVersion(deps, card.version)).card).toEqual(card);
    const stored = (await loadModel(deps.db, card.version)).card.evaluation;
    expect(withoutF1(stored)).toEqual(withoutF1(card.evaluation));
    const { description } = await datasetProfile(deps, { sha256: card.data.sha256 });
    expect(description).toEqual(card.data.description);
  });
});
