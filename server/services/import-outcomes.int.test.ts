import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import en from "../../app/messages/en.json";
import fr from "../../app/messages/fr.json";
import { outcomes } from "../../lib/outcome";
import { type DateOrder, faultsShown } from "../../lib/outcomes/literals";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { createPrediction } from "./create-prediction";
import { OutcomeFileError } from "./errors";
import { importOutcomes, previewImport } from "./import-outcomes";
import { recordOutcome } from "./outcomes";
import { predictionById } from "./predictions";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const actor = aCaller();
const predictedOn = "2026-01-10";

async function predictions(count: number): Promise<string[]> {
  const now = () => new Date(`${predictedOn}T10:00:00Z`);
  const made = Array.from({ length: count }, () => createPrediction({ ...deps, now }, aSubmission()));
  return (await Promise.all(made)).map(({ id }) => id);
}

const fileOf = (...lines: string[]) => ({
  name: "outcomes.csv",
  base64: Buffer.from(["id;outcome;date;note", ...lines].join("\r\n")).toString("base64"),
});

async function importFile(file: ReturnType<typeof fileOf>, faultyLines: "refuse" | "leave_out" = "refuse") {
  const { fileSha256 } = await previewImport(deps, { file });
  return importOutcomes(deps, { actor, file, faultyLines, fileSha256 });
}

const outcomeCount = () => deps.db.outcomeRecord.count();

describe("a preview", () => {
  test("says what each line would do, and writes nothing", async () => {
    const [a = "", b = "", c = "", d = ""] = await predictions(4);
    await recordOutcome(deps, { actor, id: b, outcome: "undetermined" });
    await recordOutcome(deps, {
      actor,
      id: c,
      outcome: "calcification",
      note: "seen",
      observedOn: "2026-01-12",
    });
    const before = await outcomeCount();
    const preview = await previewImport(deps, {
      file: fileOf(
        `${a};calcification;2026-01-11;"two\r\nlines"`,
        `${b};not_calcification;;`,
        `${c};calcification;2026-01-12;seen`,
        `${d};calcification;2026-01-09;`,
        `${randomUUID()};calcification;;`,
        "17;benign;2999-01-01;",
      ),
    });
    expect(preview.counts).toEqual({ new: 1, corrections: 1, unchanged: 1, faulty: 3, blank: 0 });
    expect(preview.corrections).toEqual([{ from: "undetermined", to: "not_calcification", lines: 1 }]);
    expect(preview.lines).toMatchObject([
      { line: 2, id: a, change: "new", from: null, observedOn: "2026-01-11", note: "two\nlines" },
      { line: 4, id: b, change: "correction", from: "undetermined", to: "not_calcification" },
      { line: 5, id: c, change: "unchanged" },
    ]);
    expect(preview.faults.map(({ line, fault, limit }) => [line, fault, limit])).toEqual([
      [6, "before_prediction", predictedOn],
      [7, "unknown_id", null],
      [8, "malformed_id", null],
      [8, "unknown_outcome", null],
      [8, "in_future", expect.stringMatching(/^\d{4}-\d\d-\d\d$/)],
    ]);
    expect(await outcomeCount()).toBe(before);
  });
});

describe("a file's dates", () => {
  test("are judged in the reader's zone, or in that of their line", async () => {
    const at = new Date("2026-12-01T01:30:00Z");
    const there = { ...deps, now: () => at };
    const [a, b] = [
      await createPrediction(there, aSubmission()),
      await createPrediction(there, aSubmission()),
    ];
    const text = `id;outcome;date;timeZone\r\n${a.id};calcification;30/11/2026;\r\n${b.id};calcification;01/12/2026;Pacific/Auckland`;
    const file = { name: "outcomes.csv", base64: Buffer.from(text).toString("base64") };
    const timeZone = "America/Sao_Paulo";
    const { fileSha256, reading, counts } = await previewImport(there, { file, timeZone });
    expect(reading).toEqual({
      separator: "semicolon",
      encoding: "utf-8",
      dateForms: ["day_first"],
      datesAreAmbiguous: false,
      timeZone,
    });
    expect(counts).toMatchObject({ new: 2, faulty: 0 });
    await importOutcomes(there, { actor, file, timeZone, faultyLines: "refuse", fileSha256 });
    expect((await predictionById(deps, a.id)).outcome).toMatchObject({ observedOn: "2026-11-30", timeZone });
    expect((await predictionById(deps, b.id)).outcome).toMatchObject({
      ...{ observedOn: "2026-12-01", timeZone: "Pacific/Auckland" },
    });
    const inUtc = await previewImport(there, { file });
    expect(inUtc.faults).toMatchObject([{ line: 2, fault: "before_prediction", limit: "2026-12-01" }]);
  });

  test("that may be either are faulty until it is said what they mean, and dates that show it win", async () => {
    const [a = "", b = ""] = await predictions(2);
    const either = fileOf(`${a};calcification;03/04/2026;`, `${b};calcification;2026-01-20;`);
    expect((await previewImport(deps, { file: either })).faults).toMatchObject([
      { line: 2, column: "date", fault: "ambiguous_date" },
    ]);
    const days = async (file: typeof either, dateOrder: DateOrder) =>
      (await previewImport(deps, { file, dateOrder })).lines.map(({ observedOn }) => observedOn);
    expect(await days(either, "day_first")).toEqual(["2026-04-03", "2026-01-20"]);
    expect(await days(either, "month_first")).toEqual(["2026-03-04", "2026-01-20"]);
    const shown = fileOf(`${a};calcification;03/04/2026;`, `${b};calcification;13/04/2026;`);
    expect(await days(shown, "month_first")).toEqual(["2026-04-03", "2026-04-13"]);
  });

  test("are said to be ambiguous however many other faults come first, and still once it is said what they mean", async () => {
    const [a = ""] = await predictions(1);
    const faulty = Array.from({ length: faultsShown }, (_, i) => `${i};calcification;;`);
    const file = fileOf(...faulty, `${a};calcification;03/04/2026;`);
    expect((await previewImport(deps, { file })).reading.datesAreAmbiguous).toBe(true);
    const { reading } = await previewImport(deps, { file, dateOrder: "day_first" });
    expect(reading).toMatchObject({ datesAreAmbiguous: true, dateForms: ["day_first"] });
  });

  test("are refused as a whole where they contradict each other, both of them named", async () => {
    const [a = "", b = ""] = await predictions(2);
    const file = fileOf(`${a};calcification;13/01/2026;`, `${b};calcification;01/14/2026;`);
    await expect(previewImport(deps, { file })).rejects.toMatchObject({
      ...{ fault: "contradictory_dates", values: { dayFirst: "13/01/2026", monthFirst: "01/14/2026" } },
    });
  });
});

describe("an import", () => {
  test("takes the words with which the pages call an outcome, in every language", async () => {
    const words = [en, fr].flatMap(({ prediction }) =>
      outcomes.map((outcome) => [outcome, prediction.outcome[outcome]] as const),
    );
    const ids = await predictions(words.length);
    await importFile(fileOf(...words.map(([, word], i) => `${ids[i]};${word};;`)));
    for (const [i, [outcome]] of words.entries())
      expect((await predictionById(deps, ids[i] ?? "")).outcome?.outcome).toBe(outcome);
  });

  test("records every line, and the same file again changes nothing", async () => {
    const [a = "", b = ""] = await predictions(2);
    const file = fileOf(`${a};calcification;2026-01-11;biopsy`, `${b};undetermined;;`);
    expect((await importFile(file)).counts).toEqual({
      new: 2,
      corrections: 0,
      unchanged: 0,
      faulty: 0,
      blank: 0,
    });
    expect((await predictionById(deps, a)).outcome).toMatchObject({
      ...{ outcome: "calcification", observedOn: "2026-01-11", note: "biopsy" },
      recordedBy: { id: actor.id, name: actor.name },
    });
    const before = await outcomeCount();
    expect((await importFile(file)).counts).toEqual({
      new: 0,
      corrections: 0,
      unchanged: 2,
      faulty: 0,
      blank: 0,
    });
    expect(await outcomeCount()).toBe(before);
  });

  test("of the same file twice at once writes it once", async () => {
    const ids = await predictions(40);
    const file = fileOf(...ids.map((id) => `${id};not_calcification;;`));
    const results = await Promise.all([importFile(file), importFile(file), importFile(file)]);
    expect(results.reduce((sum, { counts }) => sum + counts.new, 0)).toBe(40);
    expect(await deps.db.outcomeRecord.count({ where: { predictionId: { in: ids } } })).toBe(40);
  });

  test("keeps what a correction corrects, and marks the day of its predictions for the roll-up", async () => {
    const [id = ""] = await predictions(1);
    await importFile(fileOf(`${id};calcification;;`));
    const day = { day: new Date(predictedOn) };
    await deps.db.rollupDay.update({ where: day, data: { stale: false } });
    await importFile(fileOf(`${id};not_calcification;2026-01-20;`));
    const { outcomes } = await predictionById(deps, id);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["not_calcification", "calcification"]);
    expect((await deps.db.rollupDay.findUnique({ where: day }))?.stale).toBe(true);
  });

  test("with a faulty line writes nothing, unless such lines are left out on purpose", async () => {
    const [id = ""] = await predictions(1);
    const file = fileOf(`${id};calcification;;`, `${randomUUID()};calcification;;`);
    const before = await outcomeCount();
    const refused = importFile(file);
    await expect(refused).rejects.toBeInstanceOf(OutcomeFileError);
    await expect(refused).rejects.toMatchObject({ fault: "faulty_lines", values: { count: 1 } });
    expect(await outcomeCount()).toBe(before);
    expect((await importFile(file, "leave_out")).counts).toMatchObject({ new: 1, faulty: 1 });
    expect(await outcomeCount()).toBe(before + 1);
  });

  test("of another file than the one previewed is refused", async () => {
    const [id = ""] = await predictions(1);
    const { fileSha256 } = await previewImport(deps, { file: fileOf(`${id};calcification;;`) });
    const other = { actor, faultyLines: "refuse", fileSha256, file: fileOf(`${id};undetermined;;`) } as const;
    await expect(importOutcomes(deps, other)).rejects.toMatchObject({ fault: "other_file" });
    expect((await predictionById(deps, id)).outcome).toBe(null);
  });

  test("that fails half-way leaves nothing behind", async () => {
    const ids = await predictions(3);
    await deps.db.$executeRawUnsafe(
      `ALTER TABLE outcomes ADD CONSTRAINT one_refused CHECK (prediction_id <> '${ids[2]}')`,
    );
    const before = await outcomeCount();
    await expect(importFile(fileOf(...ids.map((id) => `${id};calcification;;`)))).rejects.toThrow();
    expect(await outcomeCount()).toBe(before);
    await deps.db.$executeRawUnsafe("ALTER TABLE outcomes DROP CONSTRAINT one_refused");
  });

  test("waits for a prediction that somebody else holds, longer than one statement may take", async () => {
    const [a = "", b = ""] = await predictions(2);
    const other = new pg.Client({ connectionString: deps.url });
    await other.connect();
    await other.query("BEGIN");
    await other.query("SELECT 1 FROM predictions WHERE id = $1 FOR UPDATE", [b]);
    const importing = importFile(fileOf(`${a};calcification;;`, `${b};calcification;;`));
    await new Promise((resolve) => setTimeout(resolve, 6000));
    await other.query("COMMIT");
    await other.end();
    expect((await importing).counts).toEqual({ new: 2, corrections: 0, unchanged: 0, faulty: 0, blank: 0 });
  });
});
