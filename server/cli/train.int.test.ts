import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelCardSchema } from "../../lib/model/card";
import { datasetFile, datasetMissing } from "../testing/dataset";

const run = promisify(execFile);
const files = ["card.json", "forest.json", "held-out.json", "profile.json", "reference.json", "support.json"];
const shippedFolder = new URL("../../data/model/", import.meta.url);
let out: string;

beforeAll(async () => {
  out = await mkdtemp(path.join(os.tmpdir(), "microcalc-train-"));
});
afterAll(() => rm(out, { recursive: true }));

const train = (args: readonly string[]) =>
  run(process.execPath, ["--import", "tsx", "server/cli/train.ts", ...args]);

test.skipIf(datasetFile === undefined)(
  `the card's own command makes the shipped model again, byte for byte (${datasetMissing})`,
  async () => {
    const card = modelCardSchema.parse(
      JSON.parse(await readFile(new URL("card.json", shippedFolder), "utf8")),
    );
    const given = card.training.command.replace(/^npm run train -- /, "").split(" ");
    const own: Record<string, string> = { "--data": datasetFile ?? "", "--out": out };
    const args = given.map((word, i) => own[given[i - 1] ?? ""] ?? word);
    await train(args);
    for (const file of files) {
      const shipped = await readFile(new URL(file, shippedFolder), "utf8");
      // Compared as one fact: a difference of millions of characters helps nobody.
      expect((await readFile(path.join(out, file), "utf8")) === shipped, file).toBe(true);
    }
  },
  240_000,
);

describe("a command that cannot be carried out is refused in words", () => {
  test.each([
    [["--trees", "9"], /--trees: /],
    [["--variant", "deep"], /--variant: .*extra-trees/],
    [["--point", "triage=recall:2"], /operating point "triage=recall:2" cannot be used: 2 is not a number/],
    [["--engine", "reference"], /ml-random-forest knows no random thresholds/],
    [["--compared", "package.json"], /--compared package\.json: not what npm run evaluate/],
    [["--data", "/nowhere.csv"], /nowhere\.csv/],
  ])("%j", async (args, message) => {
    const refused = train(["--data", "data/README.md", "--out", path.join(out, "none"), ...args]);
    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
  });
});
