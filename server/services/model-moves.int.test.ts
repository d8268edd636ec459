import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import type { ModelMovePage } from "../../lib/model/moves";
import { type MoveKind, Prisma } from "../../prisma/generated/client";
import { anotherModel } from "../testing/another-model";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import {
  AlreadyNamedError,
  GateRefusedError,
  InvalidCursorError,
  NameMovedError,
  NotFoundError,
  NothingBeforeError,
  UnloadableModelError,
} from "./errors";
import type { ModelFiles } from "./model-files";
import { gateFor } from "./model-gate";
import { assign, clear, listMoves, listNames, promote, rollBack } from "./model-moves";
import { registerModel } from "./model-store";
import { listModels } from "./models";
import { createServedModels } from "./served-models";

type Deps = Awaited<ReturnType<typeof createTestDependencies>>;

const actor = aCaller("a-scientist", "A scientist");
const why = { reason: "Because.", actor };
const unknown = "rf-000000000000";
const overruleReason = "The old film scanner is gone.";

let deps: Deps;
let others: readonly ModelFiles[];
/** The shipped one; one that the gate lets pass; one that it does not; one whose forest is no forest. */
let [first, equal, worse, broken]: [string, string, string, string] = ["", "", "", ""];

async function moveRows() {
  return deps.db.modelMove.findMany({ orderBy: [{ name: "asc" }, { sequence: "asc" }] });
}

/** Writes a copy of the shipped version under another name, with a forest that is cut off. */
async function insertBroken({ db }: Deps, version = "rf-b0b0b0b0b0b0"): Promise<string> {
  const row = await db.modelVersion.findUniqueOrThrow({ where: { version: first } });
  await db.modelVersion.create({
    data: {
      version,
      card: row.card as Prisma.InputJsonValue,
      reference: row.reference as Prisma.InputJsonValue,
      support: row.support as Prisma.InputJsonValue,
      heldOut: Prisma.DbNull,
      forest: new Uint8Array(gzipSync('{"format":"microcalc-forest","formatVersion":2')),
    },
  });
  return version;
}

/** Moves the champion past every check. */
async function skipChecks({ db }: Deps, from: string, to: string): Promise<void> {
  const { sequence } = await db.modelMove.findFirstOrThrow({
    where: { name: "champion" },
    orderBy: { sequence: "desc" },
  });
  const row = { name: "champion", sequence: sequence + 1, fromVersion: from, toVersion: to };
  const by = {
    kind: "promote",
    reason: "Past every check.",
    movedAt: new Date(),
    actorId: "a",
    actorName: "A",
  } as const;
  await db.modelMove.create({ data: { ...row, ...by } });
}

beforeAll(async () => {
  deps = await createTestDependencies();
  first = deps.models.champion().card.version;
  const [a, b] = [await anotherModel({ trees: 30 }), await anotherModel({ trees: 20, said: (p) => p ** 3 })];
  others = [a, b];
  equal = (await registerModel(deps.db, a, { actor, trainingRunId: null })).card.version;
  worse = (await registerModel(deps.db, b)).card.version;
  broken = await insertBroken(deps);
});
afterAll(() => deps.drop());

/** Makes the shipped version champion again, by whatever moves it takes. */
beforeEach(async () => {
  const champion = (await listNames(deps)).find(({ name }) => name === "champion")?.version ?? "";
  if (champion === first) return;
  await promote(deps, { ...why, version: first, expectedChampion: champion, overruleReason });
});

const promotion = (version: string, more: { expectedChampion?: string; overruleReason?: string } = {}) =>
  promote(deps, { ...why, version, expectedChampion: first, overruleReason: null, ...more });

describe("promote", () => {
  test("moves the name, keeps who, why and what the gate found, and answers with the new model at once", async () => {
    const before = (await moveRows()).filter(({ name }) => name === "champion").length;
    const move = await promotion(equal);
    expect(move).toMatchObject({
      ...{ name: "champion", kind: "promote", sequence: before + 1, from: first, to: equal },
      ...{ reason: why.reason, movedBy: { id: actor.id, name: actor.name } },
      gate: { finding: { passes: true, evidence: "paired" }, overruleReason: null },
    });
    expect((await listMoves(deps, { name: "champion", limit: 1 })).items).toEqual([move]);
    expect(deps.models.champion().card.version).toBe(equal);
    const prediction = await createPrediction(deps, aSubmission());
    expect(prediction.modelVersion).toBe(equal);
    expect(prediction.rawScore).toBe(
      assess(deps.models.champion(), toVector(aSubmission().features)).rawScore,
    );
  });

  test("is refused by the gate for a version that is worse beyond noise, and nothing is written", async () => {
    const before = await moveRows();
    await expect(promotion(worse)).rejects.toBeInstanceOf(GateRefusedError);
    expect(await moveRows()).toEqual(before);
    expect(deps.models.champion().card.version).toBe(first);
  });

  test("overrules the gate with a reason, which stays in the move with the finding", async () => {
    const move = await promotion(worse, { overruleReason });
    expect(move.gate).toMatchObject({ finding: { passes: false }, overruleReason });
    const [stored] = (await listMoves(deps, { name: "champion", limit: 1 })).items;
    expect(stored?.gate).toEqual(move.gate);
    expect(stored?.gate?.finding.criteria.some(({ verdict }) => verdict === "worse")).toBe(true);
  });

  test("keeps no overruling where there was nothing to overrule", async () => {
    expect((await promotion(equal, { overruleReason })).gate?.overruleReason).toBeNull();
  });

  test.for([
    ["a version that cannot be loaded", (): string => broken, UnloadableModelError],
    ["the champion itself", (): string => first, AlreadyNamedError],
    ["an unknown version", (): string => unknown, NotFoundError],
  ] as const)(
    "of %s is refused, whatever overrules the gate, and nothing is written",
    async ([, version, kind]) => {
      const before = await moveRows();
      await expect(promotion(version(), { overruleReason })).rejects.toBeInstanceOf(kind);
      expect(await moveRows()).toEqual(before);
      expect(deps.models.champion().card.version).toBe(first);
    },
  );

  test("is refused where another champion was shown, and says which one there is", async () => {
    const before = await moveRows();
    const refused = promotion(worse, { expectedChampion: equal, overruleReason });
    await expect(refused).rejects.toMatchObject({ name: "NameMovedError", holds: first });
    expect(await moveRows()).toEqual(before);
  });

  test("at the same time by many is written once; the others are told who came first", async () => {
    const before = await moveRows();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => promotion(i % 2 === 0 ? equal : worse, { overruleReason })),
    );
    const done = results.filter(({ status }) => status === "fulfilled");
    const reasons = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(done).toHaveLength(1);
    expect(reasons.every((reason) => reason instanceof NameMovedError)).toBe(true);
    expect(await moveRows()).toHaveLength(before.length + 1);
  });
});

/** Makes a version champion, past the gate, which takes its time, and puts it on top of those that were champion. */
async function promoteOn(on: Deps, stack: string[], version: string): Promise<void> {
  const expectedChampion = stack.at(-1) ?? "";
  if (version === expectedChampion) return;
  await skipChecks(on, expectedChampion, version);
  stack.push(version);
}

/** Rolls back, and takes off the one on top; is refused where it is the first. */
async function rollBackOn(on: Deps, stack: string[]): Promise<void> {
  const to = stack.at(-2);
  const done = rollBack(on, { ...why, to: to ?? unknown, expectedChampion: stack.at(-1) ?? "" });
  if (to === undefined) await expect(done).rejects.toBeInstanceOf(NothingBeforeError);
  else await done.then(() => stack.pop());
}

const statementOfRunbook = () =>
  /```sql\n(INSERT INTO model_moves[\s\S]*?)```/.exec(readFileSync("docs/runbook.md", "utf8"))?.[1] ?? "";

async function legacyMove({ db }: Deps, kind: MoveKind, toVersion: string): Promise<void> {
  const last = await db.modelMove.findFirstOrThrow({
    where: { name: "champion" },
    orderBy: { sequence: "desc" },
  });
  const { sequence, toVersion: fromVersion, movedAt, actorId, actorName } = last;
  const moved = { kind, fromVersion, toVersion, reason: "Before.", movedAt, actorId, actorName };
  await db.modelMove.create({ data: { name: "champion", sequence: sequence + 1, ...moved } });
}

describe("rollBack", () => {
  test("puts back in one step what was champion before", async () => {
    await promotion(worse, { overruleReason });
    const move = await rollBack(deps, { ...why, to: first, expectedChampion: worse });
    expect(move).toMatchObject({ kind: "roll_back", from: worse, to: first, gate: null });
    expect(deps.models.champion().card.version).toBe(first);
  });

  test("is refused where another version would be put back than was shown", async () => {
    await promotion(equal);
    const before = await moveRows();
    const refused = rollBack(deps, { ...why, to: worse, expectedChampion: equal });
    await expect(refused).rejects.toMatchObject({ name: "RollBackTargetError", asked: worse, target: first });
    expect(await moveRows()).toEqual(before);
  });

  test("goes one champion further back each time, whatever was promoted and rolled back before", async () => {
    const fresh = await createTestDependencies();
    const versions = [first, equal, worse];
    try {
      for (const files of others) await registerModel(fresh.db, files);
      // Of all sequences together: what one leaves is where the next begins.
      const stack = [first];
      const property = fc.asyncProperty(
        fc.array(fc.option(fc.constantFrom(...versions), { freq: 2 })),
        async (steps) => {
          for (const version of steps) {
            if (version === null) await rollBackOn(fresh, stack);
            else await promoteOn(fresh, stack, version);
            const [champion] = await listNames(fresh);
            expect([champion?.version, champion?.previous]).toEqual([stack.at(-1), stack.at(-2) ?? null]);
          }
        },
      );
      await fc.assert(property, { numRuns: 12, endOnFailure: true });
    } finally {
      await fresh.drop();
    }
  });

  /** Moves as earlier releases wrote them: a second roll back went forward again. */
  test.for([
    ["three promotions, back and forward", "ABC", "BC", "B"],
    ["two promotions, back and forward", "AB", "AB", "A"],
    ["two promotions, back, forward and back", "AB", "ABA", "Z"],
    ["one promotion, back, forward and back", "A", "ZAZ", null],
  ] as const)("after %s goes to the champion before, by hand as well", async ([, promoted, back, target]) => {
    const fresh = await createTestDependencies();
    const named = (letter: string) => (letter === "Z" ? first : `rf-${letter.toLowerCase().repeat(12)}`);
    const expected = target === null ? null : named(target);
    try {
      for (const letter of "ABC") await insertBroken(fresh, named(letter));
      for (const letter of promoted) await legacyMove(fresh, "promote", named(letter));
      for (const letter of back) await legacyMove(fresh, "roll_back", named(letter));
      const before = await listNames(fresh);
      expect(before[0]?.previous).toBe(expected);
      expect(await fresh.db.$executeRawUnsafe(statementOfRunbook())).toBe(expected === null ? 0 : 1);
      expect((await listNames(fresh))[0]?.version).toBe(expected ?? before[0]?.version);
    } finally {
      await fresh.drop();
    }
  });

  test("is refused where the version before cannot be loaded, and nothing is written", async () => {
    await skipChecks(deps, first, broken);
    await skipChecks(deps, broken, equal);
    const before = await moveRows();
    const refused = rollBack(deps, { ...why, to: broken, expectedChampion: equal });
    await expect(refused).rejects.toBeInstanceOf(UnloadableModelError);
    expect(await moveRows()).toEqual(before);
    await deps.models.refresh();
  });

  test("at the same time by many is written once", async () => {
    await promotion(equal);
    await promotion(worse, { expectedChampion: equal, overruleReason });
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => rollBack(deps, { ...why, to: equal, expectedChampion: worse })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(deps.models.champion().card.version).toBe(equal);
  });

  test("is refused where there never was another champion", async () => {
    const fresh = await createTestDependencies();
    try {
      const refused = rollBack(fresh, { ...why, to: first, expectedChampion: first });
      await expect(refused).rejects.toBeInstanceOf(NothingBeforeError);
    } finally {
      await fresh.drop();
    }
  });
});

test("the statement in the runbook rolls back as the page does", async () => {
  await promotion(equal);
  expect(await deps.db.$executeRawUnsafe(statementOfRunbook())).toBe(1);
  await deps.models.refresh();
  expect(deps.models.champion().card.version).toBe(first);
  expect((await listMoves(deps, { limit: 1 })).items[0]).toMatchObject({
    kind: "roll_back",
    from: equal,
    to: first,
  });
});

describe("names other than champion", () => {
  test("are assigned, moved and taken off, each with its reason, and show beside the versions", async () => {
    const name = "night-shift";
    await assign(deps, { ...why, name, version: equal, expected: null });
    await assign(deps, { ...why, name, version: worse, expected: equal });
    const names = await listNames(deps);
    expect(names.find((one) => one.name === name)).toMatchObject({
      version: worse,
      previous: equal,
      by: { id: actor.id, name: actor.name },
    });
    const listed = (await listModels(deps, { limit: 10 })).items;
    expect(listed.find(({ version }) => version === worse)?.names).toEqual([name]);
    expect(listed.find(({ version }) => version === first)?.names).toEqual(["champion"]);

    expect(await clear(deps, { ...why, name, expected: worse })).toMatchObject({ kind: "clear", to: null });
    expect((await listNames(deps)).map((one) => one.name)).not.toContain(name);
    // Taken off, it can be put on again: the sequence goes on.
    expect(await assign(deps, { ...why, name, version: equal, expected: null })).toMatchObject({
      sequence: 4,
    });
  });

  test("move once for two tabs that saw the same", async () => {
    const name = "two-tabs";
    const results = await Promise.allSettled(
      [equal, worse, first].map((version) => assign(deps, { ...why, name, version, expected: null })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await listMoves(deps, { name, limit: 10 })).items).toHaveLength(1);
  });

  test("refuse what they already point at, what is unknown, and a challenger that could not answer", async () => {
    const name = "same";
    await assign(deps, { ...why, name, version: equal, expected: null });
    await expect(assign(deps, { ...why, name, version: equal, expected: equal })).rejects.toBeInstanceOf(
      AlreadyNamedError,
    );
    await expect(assign(deps, { ...why, name, version: unknown, expected: equal })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await expect(clear(deps, { ...why, name, expected: worse })).rejects.toBeInstanceOf(NameMovedError);
    const challenger = { ...why, name: "challenger", version: broken, expected: null };
    await expect(assign(deps, challenger)).rejects.toBeInstanceOf(UnloadableModelError);
  });
});

describe("listMoves", () => {
  test("gives every move once, the latest first, a page at a time", async () => {
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const page: ModelMovePage = await listMoves(deps, { limit: 3, cursor });
      pages.push(...page.items.map(({ name, sequence }) => `${name} ${sequence}`));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const rows = await moveRows();
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.toSorted()).toEqual(rows.map(({ name, sequence }) => `${name} ${sequence}`).toSorted());
    const at = new Map(rows.map((row) => [`${row.name} ${row.sequence}`, row.movedAt.getTime()]));
    const times = pages.map((page) => at.get(page) ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test("refuses a marker of another list", async () => {
    const { nextCursor } = await listModels(deps, { limit: 1 });
    await expect(listMoves(deps, { limit: 3, cursor: nextCursor })).rejects.toBeInstanceOf(
      InvalidCursorError,
    );
  });
});

describe("listModels", () => {
  test("tells who and when, and the figures of the card, in pages that together hold every version once", async () => {
    const pages = [await listModels(deps, { limit: 2 })];
    pages.push(await listModels(deps, { limit: 10, cursor: pages[0]?.nextCursor }));
    const items = pages.flatMap((page) => page.items);
    expect(items.map(({ version }) => version).toSorted()).toEqual([first, equal, worse, broken].toSorted());
    const { card } = deps.models.champion();
    const { rows, positives, averagePrecision, rocAuc, brier, recallAtFalsePositiveRate } =
      card.evaluation.distinct;
    expect(items.find(({ version }) => version === equal)).toMatchObject({
      registeredBy: { id: actor.id, name: actor.name },
      trainingRunId: null,
      figures: {
        ...{ rows, positives, averagePrecision, rocAuc, brier },
        recallAtOnePercent: recallAtFalsePositiveRate.find((at) => at.falsePositiveRate === 0.01)?.recall,
      },
      data: { name: card.data.name, sha256: card.data.sha256 },
      seed: card.training.seed + 1,
      options: { ...card.training.options, trees: 30 },
    });
  });
});

describe("gateFor", () => {
  test("compares held-out vectors where both versions kept them, and by their cards where one did not", async () => {
    expect(await gateFor(deps, equal)).toMatchObject({ evidence: "paired", passes: true });
    expect(await gateFor(deps, broken)).toMatchObject({ evidence: "unpaired", passes: true });
  });

  test("refuses the champion and the unknown in words", async () => {
    await expect(gateFor(deps, first)).rejects.toBeInstanceOf(AlreadyNamedError);
    await expect(gateFor(deps, unknown)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe("a champion that cannot be loaded", () => {
  test("leaves the one before in use, is counted once, and gives way to the next good one", async () => {
    const { metrics, db, log } = deps;
    const shipped = deps.models.champion();
    const models = await createServedModels({ db, log, metrics }, shipped);
    const failures = async () => (await metrics.modelLoadFailures.get()).values[0]?.value;
    const notLoaded = async () => (await metrics.championNotLoaded.get()).values[0]?.value;
    const before = (await failures()) ?? 0;
    expect(await notLoaded()).toBe(0);
    await skipChecks(deps, first, broken);
    await models.refresh();
    await models.refresh();
    expect(models.champion()).toBe(shipped);
    expect(await failures()).toBe(before + 1);
    expect(await notLoaded()).toBe(1);

    await skipChecks(deps, broken, equal);
    await models.refresh();
    expect(models.champion().card.version).toBe(equal);
    expect(await notLoaded()).toBe(0);
    const info = await metrics.modelInfo.get();
    expect(info.values.map(({ labels, value }) => [labels.version, value])).toEqual([[equal, 1]]);
    const counted = await metrics.predictions.get();
    const versions = counted.values.map(({ labels }) => labels.model_version);
    expect(versions).toContain(equal);
  });
});
