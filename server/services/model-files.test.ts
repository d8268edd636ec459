import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readModelFiles } from "./model-files";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "microcalc-model-"));
  await cp("data/model", folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

interface Card {
  operatingPoints: { name: string; threshold: number }[];
  calibration: { probability: number[]; band: null };
  artefacts: { forest: { trees: number } };
}

async function editCard(edit: (card: Card) => void): Promise<void> {
  const file = path.join(folder, "card.json");
  const card = JSON.parse(await readFile(file, "utf8")) as Card;
  edit(card);
  await writeFile(file, JSON.stringify(card));
}

test("a model folder as it was written is read", async () => {
  await expect(readModelFiles(folder)).resolves.toMatchObject({
    model: { card: { operatingPoint: "balanced" } },
  });
});

test.each<[string, (card: Card) => void]>([
  ["a threshold", (card) => Object.assign(card.operatingPoints[1] ?? {}, { threshold: 0.999 })],
  [
    "another point of the same name first",
    (card) => Object.assign(card.operatingPoints[0] ?? {}, { name: "balanced" }),
  ],
  [
    "the calibration",
    ({ calibration }) => {
      calibration.probability = calibration.probability.map((p) => p / 2);
      calibration.band = null;
    },
  ],
  ["the number of trees", (card) => Object.assign(card.artefacts.forest, { trees: 7 })],
])("a card on which somebody changed %s is refused in words", async (_, edit) => {
  await editCard(edit);
  await expect(readModelFiles(folder)).rejects.toThrow(
    /card\.json is not as it was written: its version rf-/,
  );
});

test("a forest that was cut off is refused, and so is a missing file, each by name", async () => {
  const forest = path.join(folder, "forest.json");
  await writeFile(forest, (await readFile(forest, "utf8")).slice(0, 5000));
  await expect(readModelFiles(folder)).rejects.toThrow(
    /forest\.json is not the one its card was written for/,
  );
  await rm(path.join(folder, "support.json"));
  await expect(readModelFiles(folder)).rejects.toThrow(/support\.json cannot be read/);
});
