import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvLines } from "../../lib/spreadsheet/csv";
import { createPrediction } from "../services/create-prediction";
import { importOutcomes, previewImport } from "../services/import-outcomes";
import { recordOutcome } from "../services/outcomes";
import { exportPredictions, predictionById } from "../services/predictions";
import { aCaller } from "../testing/caller";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { predictionColumns } from "./prediction-csv";

let deps: Awaited<ReturnType<typeof createTestDependencies>>;
beforeAll(async () => {
  deps = await createTestDependencies();
});
afterAll(() => deps.drop());

const timeZone = "Europe/Paris";
const actor = aCaller();

async function exported(): Promise<string[][]> {
  async function* predictions() {
    for await (const batch of exportPredictions(deps, {})) yield* batch;
  }
  const lines: string[] = [];
  for await (const line of csvLines(predictionColumns, predictions(), "semicolon")) lines.push(line);
  return parse(lines.join(""), { bom: true, delimiter: ";" });
}

/** As Excel in French saves what it has opened: days its own way, a column too many, letters in Windows-1252. */
function saved(table: readonly (readonly string[])[]) {
  const day = (cell: string) => cell.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1");
  const quoted = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const lines = [...table.map((row) => [...row, ""]), Array(table[0]?.length ?? 0).fill("")];
  const text = lines.map((row) => row.map((cell) => quoted(day(cell))).join(";")).join("\r\n");
  return { name: "historique.csv", base64: Buffer.from(text, "latin1").toString("base64") };
}

test("the history's export goes through a French spreadsheet, is filled in there, and imported", async () => {
  const there = { ...deps, now: () => new Date("2026-11-20T23:30:00Z") };
  const [held, open, left] = [
    await createPrediction(there, aSubmission()),
    await createPrediction(there, aSubmission()),
    await createPrediction(there, aSubmission()),
  ];
  const note = "-5 mm ; « revue »";
  const early = { outcome: "calcification", observedOn: "2026-11-22", timeZone: "Pacific/Auckland" } as const;
  const later = { ...deps, now: () => new Date("2026-11-21T13:00:00Z") };
  await recordOutcome(later, { actor, id: held.id, note, ...early });

  const [header = [], ...rows] = await exported();
  const place = (name: string) => header.indexOf(name);
  expect(rows.find((row) => row[place("id")] === held.id)?.[place("greyLevel")]).toBe("-0,3");
  const filled = rows.map((row) =>
    row[place("id")] === open.id
      ? row.with(place("outcome"), "Indéterminé").with(place("outcomeObservedOn"), "2026-11-21")
      : row,
  );
  const file = saved([header, ...filled]);
  const { counts, reading, fileSha256 } = await previewImport(later, { file, timeZone });
  expect(reading).toEqual({
    ...{
      separator: "semicolon",
      encoding: "windows-1252",
      dateForms: ["day_first"],
      datesAreAmbiguous: false,
      timeZone,
    },
  });
  expect(counts).toEqual({ new: 1, corrections: 0, unchanged: 1, faulty: 0, blank: 1 });
  await importOutcomes(later, { actor, file, timeZone, faultyLines: "refuse", fileSha256 });
  expect((await predictionById(deps, open.id)).outcome).toMatchObject({
    ...{ outcome: "undetermined", observedOn: "2026-11-21", timeZone },
  });
  expect((await predictionById(deps, left.id)).outcome).toBeNull();
  expect((await predictionById(deps, held.id)).outcomes).toHaveLength(1);
});
