import { randomUUID } from "node:crypto";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type DatasetDescription, noDescription } from "../../lib/dataset/dataset-description";
import { DatasetError } from "../../lib/dataset/dataset-error";
import { datasetLimits } from "../../lib/dataset/dataset-limits";
import { describeDataset } from "../../lib/dataset/describe-dataset";
import type { DatasetOrigin } from "../../prisma/generated/client";
import { parseDatasetBytes } from "../dataset/dataset-file";
import { DatasetSizeError } from "../dataset/dataset-size-error";
import { EncodingError } from "../dataset/decode-text";
import { aCaller } from "../testing/caller";
import { aDatasetFile, madeUpFileText } from "../testing/made-up-file";
import { createTestDependencies } from "../testing/test-dependencies";
import {
  datasetProfile,
  holdDatasetContent,
  listDatasets,
  readStoredDataset,
  removeDatasetContent,
  storeDataset,
  uploadDataset,
} from "./datasets";
import { DatasetInUseError, HomeFileError, InvalidCursorError, NotFoundError } from "./errors";
import { listHomeFiles, takeHomeFile } from "./home-files";

const actor = aCaller("scientist", "A Scientist");

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());
beforeEach(async () => {
  await deps.db.trainingRun.deleteMany();
  await deps.db.dataset.deleteMany({ where: { origin: { not: "model" } } });
});

const base64Of = (text: string | Uint8Array) => Buffer.from(text).toString("base64");
const upload = (name: string, text: string | Uint8Array, description?: DatasetDescription) =>
  uploadDataset(deps, { name, base64: base64Of(text), description, actor });
const kept = () => deps.db.dataset.count({ where: { origin: { not: "model" } } });

async function aRun(sha256: string, status: "queued" | "running" | "cancelled") {
  const ended = status === "cancelled" ? { endedAt: new Date() } : {};
  const who = { actorId: actor.id, actorName: actor.name };
  await deps.db.trainingRun.create({
    data: {
      id: randomUUID(),
      ...{ status, request: {}, datasetSha256: sha256, datasetName: "x.csv", createdAt: new Date() },
      ...who,
      ...ended,
    },
  });
}

const rowsToDescribe = madeUpFileText(30, 7);

describe("a file that is sent", () => {
  test("is kept with its profile, which is the one that its rows have", async () => {
    const text = madeUpFileText(300, 1);
    const file = aDatasetFile(300, 1);
    const taken = await upload("made-up-1.csv", text);
    expect(taken).toMatchObject({
      sha256: file.sha256,
      name: "made-up-1.csv",
      origin: "upload" satisfies DatasetOrigin,
      rows: 300,
      createdBy: { id: actor.id, name: actor.name },
      contentKept: true,
      alreadyKept: false,
    });
    const { stored, description, ...profile } = await datasetProfile(deps, { sha256: taken.sha256 });
    expect(description).toEqual(noDescription);
    expect(profile).toEqual(describeDataset(file.dataset, { name: "made-up-1.csv", sha256: file.sha256 }));
    expect(stored).toEqual({ ...taken, alreadyKept: undefined, descriptionStayed: undefined });
    expect((await readStoredDataset(deps.db, taken.sha256)).dataset).toEqual(file.dataset);
  });

  test("is one data set however often it is sent, under the name and by whom it first was", async () => {
    const first = await upload("first.csv", madeUpFileText(30, 2));
    const again = await upload("again.csv", madeUpFileText(30, 2));
    expect(again).toEqual({ ...first, alreadyKept: true });
    expect(await kept()).toBe(1);
  });

  test.for([
    ["kept", (sha256: string) => upload("again.csv", rowsToDescribe).then(() => sha256)],
    ["left without its rows", (sha256: string) => removeDatasetContent(deps, { sha256, actor })],
  ] as const)("has what is said of it stored where nothing was, when it is %s", async ([, become]) => {
    const { sha256 } = await upload("first.csv", rowsToDescribe);
    await become(sha256);
    const said = { ...noDescription, source: { en: "Of our own.", fr: "" } };
    const again = await upload("again.csv", rowsToDescribe, said);
    expect(again.descriptionStayed).toBe(false);
    expect((await datasetProfile(deps, { sha256 })).description).toEqual(said);

    const other = { ...noDescription, limits: { en: "", fr: "Aucune." } };
    expect((await upload("again.csv", rowsToDescribe, other)).descriptionStayed).toBe(true);
    expect((await upload("again.csv", rowsToDescribe)).descriptionStayed).toBe(false);
    expect((await datasetProfile(deps, { sha256 })).description).toEqual(said);
  });

  test("of one class can be looked at", async () => {
    const taken = await upload("one.csv", "1,2,3,4,5,6,-1\n2,2,3,4,5,6,-1\n");
    expect(taken).toMatchObject({ rows: 2, positives: 0 });
    const { contents } = await datasetProfile(deps, { sha256: taken.sha256 });
    expect(contents.features[0]?.separation).toEqual({ all: null, distinct: null });
  });

  test.each<[string, string | Uint8Array, object]>([
    [
      "a missing column",
      "Area,Grey Level\n1,2\n",
      { found: 2, faults: [{ kind: "header" }, { kind: "cells" }] },
    ],
    ["no byte at all", "", { found: 1, faults: [{ kind: "no_row" }] }],
    ["1e308 for a feature", "1e308,2,3,4,5,6,1\n", { faults: [{ line: 1, column: "Area", value: "1e308" }] }],
    ["more faults than are told", "x\n".repeat(50), { found: 50, faults: { length: 20 } }],
  ])("with %s is refused with the faults, and nothing of it is kept", async (_, text, faults) => {
    const refusal = await upload("bad.csv", text).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatasetError);
    expect(refusal).toMatchObject({ file: "bad.csv", ...faults });
    expect(await kept()).toBe(0);
  });

  test.each<[string, Uint8Array, string]>([
    ["UTF-16", Buffer.from("\ufeff1,2,3,4,5,6,1\n", "utf16le"), "utf16"],
    ["Latin-1", Buffer.from("1,2,3,4,5,6,1\n% \u00e9\n", "latin1"), "not_utf8"],
    ["no text", Buffer.of(0x50, 0x4b, 3, 4, 0, 0), "binary"],
  ])("in %s is refused as that, and nothing of it is kept", async (_, bytes, fault) => {
    const refusal = await upload("bad.csv", bytes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EncodingError);
    expect(refusal).toMatchObject({ fault });
    expect(await kept()).toBe(0);
  });

  test("with more rows or bytes than may be is refused with the limit, and nothing of it is kept", async () => {
    const rows = "0,0,0,0,0,0,1\n".repeat(datasetLimits.rows + 1);
    const lines = "\n".repeat(datasetLimits.rows * 2);
    for (const text of [rows, lines]) {
      const refusal = await upload("long.csv", text).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(DatasetSizeError);
      expect(refusal).toMatchObject({ measure: "rows", limit: datasetLimits.rows });
    }
    const large = await upload("large.csv", " ".repeat(datasetLimits.uploadBytes + 1)).catch(
      (e: unknown) => e,
    );
    expect(large).toMatchObject({ measure: "bytes", limit: datasetLimits.uploadBytes });
    expect(await kept()).toBe(0);
  });

  test("does not keep the server from answering others while 100,000 rows are read", async () => {
    let [longest, before] = [0, performance.now()];
    const beat = setInterval(() => {
      const now = performance.now();
      [longest, before] = [Math.max(longest, now - before), now];
    }, 5);
    const started = performance.now();
    await upload("large.csv", madeUpFileText(100_000, 3));
    const took = performance.now() - started;
    clearInterval(beat);
    expect(took).toBeGreaterThan(300);
    // Read in the server's own thread it would be silent for most of the time.
    expect(longest).toBeLessThan(took / 2);
  });
});

describe("the list of data sets", () => {
  test("gives each once, the latest first, page by page, and the model's own among them", async () => {
    for (let i = 0; i < 5; i++) {
      const bytes = Buffer.from(madeUpFileText(20, 10 + i));
      // Two at the same instant: the order is then that of the hashes.
      const at = new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 2)));
      await storeDataset({ ...deps, now: () => at }, { name: `${i}.csv`, bytes, origin: "upload", actor });
    }
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listDatasets(deps, { limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...page.items.map(({ sha256 }) => sha256));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = await deps.db.dataset.findMany({ select: { sha256: true, createdAt: true } });
    all.sort((a, b) => +b.createdAt - +a.createdAt || (a.sha256 < b.sha256 ? 1 : -1));
    expect(found).toEqual(all.map(({ sha256 }) => sha256));
    expect(found).toHaveLength(6);
  });

  test("the shipped model's data set has its profile and not its rows", async () => {
    const { sha256 } = deps.models.champion().card.data;
    expect(await datasetProfile(deps, { sha256 })).toMatchObject({
      stored: { origin: "model", rows: 11_183, contentKept: false },
      contents: { rows: 11_183, positives: 260 },
    });
    await expect(readStoredDataset(deps.db, sha256)).rejects.toBeInstanceOf(NotFoundError);
  });

  test("a cursor of another list is refused", async () => {
    const cursor = Buffer.from(JSON.stringify(["2026-01-01T00:00:00.000Z", "rf-0"])).toString("base64url");
    await expect(listDatasets(deps, { limit: 2, cursor })).rejects.toBeInstanceOf(InvalidCursorError);
  });
});

describe("removing the rows", () => {
  /** Statements that wait for a lock. */
  async function waiting(): Promise<number | undefined> {
    const [row] = await deps.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return row?.n;
  }

  test("leaves the profile, and the same file brings them back", async () => {
    const text = madeUpFileText(40, 4);
    const { sha256 } = await upload("a.csv", text);
    expect(await removeDatasetContent(deps, { actor, sha256 })).toMatchObject({
      contentKept: false,
      rows: 40,
    });
    await expect(readStoredDataset(deps.db, sha256)).rejects.toBeInstanceOf(NotFoundError);
    expect((await datasetProfile(deps, { sha256 })).contents.rows).toBe(40);
    expect(await upload("b.csv", text)).toMatchObject({
      name: "a.csv",
      contentKept: true,
      alreadyKept: false,
    });
    expect((await readStoredDataset(deps.db, sha256)).dataset.labels).toHaveLength(40);
  });

  test("waits for a run that is just being queued, and is then refused", async () => {
    const { sha256, name } = await upload("a.csv", madeUpFileText(40, 6));
    let removing: Promise<unknown> = Promise.resolve();
    await deps.db.$transaction(async (tx) => {
      await holdDatasetContent(tx, sha256);
      removing = removeDatasetContent(deps, { actor, sha256 }).catch((error: unknown) => error);
      await expect.poll(waiting, { timeout: 4000, interval: 20 }).toBe(1);
      const data = { id: randomUUID(), request: {}, datasetSha256: sha256, datasetName: name };
      await tx.trainingRun.create({
        data: { ...data, createdAt: new Date(), actorId: actor.id, actorName: actor.name },
      });
    });
    expect(await removing).toBeInstanceOf(DatasetInUseError);
    expect((await readStoredDataset(deps.db, sha256)).dataset.labels).toHaveLength(40);
  });

  test("keeps a run from being queued on them afterwards", async () => {
    const { sha256 } = await upload("a.csv", madeUpFileText(40, 7));
    await removeDatasetContent(deps, { actor, sha256 });
    const holding = deps.db.$transaction((tx) => holdDatasetContent(tx, sha256));
    await expect(holding).rejects.toBeInstanceOf(NotFoundError);
  });

  test.each(["queued", "running"] as const)("waits for a %s training run", async (status) => {
    const { sha256 } = await upload("a.csv", madeUpFileText(40, 5));
    await aRun(sha256, "cancelled");
    await aRun(sha256, status);
    await expect(removeDatasetContent(deps, { actor, sha256 })).rejects.toBeInstanceOf(DatasetInUseError);
    expect((await datasetProfile(deps, { sha256 })).stored.contentKept).toBe(true);
    await deps.db.trainingRun.deleteMany({ where: { status } });
    expect((await removeDatasetContent(deps, { actor, sha256 })).contentKept).toBe(false);
  });

  test("names a data set that is not there", async () => {
    await expect(removeDatasetContent(deps, { actor, sha256: "0".repeat(64) })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await expect(datasetProfile(deps, { sha256: "0".repeat(64) })).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe("the folder of data sets", () => {
  const inFolder = (...names: string[]) => path.join(deps.datasetsFolder, ...names);

  beforeEach(async () => {
    await rm(deps.datasetsFolder, { recursive: true, force: true });
    await mkdir(deps.datasetsFolder);
  });

  test("lists its CSV and ARFF files by name, and nothing else", async () => {
    await writeFile(inFolder("b.csv"), madeUpFileText(20, 6));
    await writeFile(inFolder("a.ARFF"), "");
    await writeFile(inFolder("notes.txt"), "");
    await mkdir(inFolder("folder.csv"));
    await symlink("/etc/hostname", inFolder("link.csv"));
    const { items, more } = await listHomeFiles(deps);
    expect(items.map(({ name }) => name)).toEqual(["a.ARFF", "b.csv"]);
    expect(items[1]?.bytes).toBe(Buffer.byteLength(madeUpFileText(20, 6)));
    expect(more).toBe(0);
  });

  test("that is not there has no files", async () => {
    await rm(deps.datasetsFolder, { recursive: true });
    expect(await listHomeFiles(deps)).toEqual({ items: [], more: 0 });
  });

  test("gives a file to be kept, as one from home", async () => {
    await writeFile(inFolder("b.csv"), madeUpFileText(20, 7));
    expect(await takeHomeFile(deps, { name: "b.csv", actor })).toMatchObject({
      ...{ origin: "home", name: "b.csv", rows: 20, alreadyKept: false },
    });
  });

  test("gives nothing from outside, whatever the name, nor what is no file", async () => {
    await writeFile(path.join(deps.datasetsFolder, "..", "outside.csv"), madeUpFileText(20, 8));
    await symlink(path.join(deps.datasetsFolder, "..", "outside.csv"), inFolder("link.csv"));
    await mkdir(inFolder("folder.csv"));
    await writeFile(inFolder("notes.txt"), madeUpFileText(20, 8));
    for (const name of ["../outside.csv", "link.csv", "folder.csv", "notes.txt", "absent.csv", ".."]) {
      await expect(takeHomeFile(deps, { name, actor })).rejects.toBeInstanceOf(HomeFileError);
    }
    await rm(path.join(deps.datasetsFolder, "..", "outside.csv"));
    expect(await kept()).toBe(0);
  });
});

test("a file is read in the thread as it is in the program itself", async () => {
  const text = madeUpFileText(500, 9);
  const bytes = Buffer.from(text);
  const file = await storeDataset(deps, { name: "x.csv", bytes, origin: "outcomes", actor });
  expect(file).toEqual(parseDatasetBytes(bytes, "x.csv"));
});
