import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { modelCardSchema } from "../../lib/model/card";
import { createRandom } from "../../lib/random";
import { shippedVariant } from "../../lib/training/option-limits";

const program = path.join(import.meta.dirname, "evaluate.ts");
let folder = "";
let running: ChildProcess | undefined;
const at = (name: string) => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "microcalc-evaluate-"));
  const random = createRandom(3);
  const lines = Array.from({ length: 200 }, (_, row) => {
    const label = row % 4 === 0 ? 1 : -1;
    return [...Array.from({ length: 6 }, () => (random() + 0.3 * label).toFixed(6)), label].join(",");
  });
  writeFileSync(at("data.csv"), `${lines.join("\n")}\n`);
});
afterEach(() => {
  running?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command; `onError` sees what it has written to standard error so far and may signal the process. */
async function run(
  args: readonly string[],
  onError: (text: string, kill: (signal: "SIGINT") => void) => void = () => {},
) {
  const child = spawn(process.execPath, ["--import", "tsx", program, "--data", at("data.csv"), ...args]);
  running = child;
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
    onError(errors, (signal) => child.kill(signal));
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output, errors };
}

test("the summary holds variants as a model card takes them, and folds that were read say so", async () => {
  const folds = [
    "row,repeat,fold",
    ...Array.from({ length: 200 }, (_, row) => `${row},mine,${(row >> 2) % 2}`),
  ];
  writeFileSync(at("folds.csv"), folds.join("\n"));
  const args = ["--folds", at("folds.csv"), "--json", at("summary.json"), "--variants", "always-negative"];
  const { code, output } = await run(args);
  expect(code).toBe(0);
  expect(output).toContain("Distinct rows (primary): 200 rows, 50 positive");
  expect(output).toContain("percentile bootstrap");
  const summary = z
    .object({
      variants: modelCardSchema.shape.compared,
      protocol: z.object({ folds: z.object({ kind: z.literal("file"), name: z.literal("folds.csv") }) }),
    })
    .parse(JSON.parse(readFileSync(at("summary.json"), "utf8")));
  expect(summary.variants.map(({ variant }) => variant)).toEqual(["always-negative"]);
});

test("interrupted, it says so, ends with 130 and leaves nothing behind", async () => {
  const args = ["--variants", `${shippedVariant},library-stock`, "--stock-trees", "1000", "--threads", "1"];
  const targets = ["--out", at("out.csv"), "--json", at("summary.json")];
  const { code, errors } = await run([...args, ...targets], (text, kill) => {
    if (text.includes("Measuring 2 variants in 5 repeats of 5 folds.")) kill("SIGINT");
  });
  expect(code).toBe(130);
  expect(errors).toContain("Stopped; nothing was written.");
  expect(readdirSync(folder)).toEqual(["data.csv"]);
});

describe("refused before the work begins, with nothing written", () => {
  test.each<{ what: string; args: () => string[]; says: RegExp }>([
    {
      what: "a folds file with a bad line",
      args: () => ["--folds", at("bad.csv")],
      says: /bad\.csv, line 2, column row: “200”/,
    },
    {
      what: "a folds file that is not there",
      args: () => ["--folds", at("none.csv")],
      says: /none\.csv cannot be read: there is no such file\./,
    },
    {
      what: "--k beside a folds file",
      args: () => ["--folds", at("bad.csv"), "--k", "3"],
      says: /--folds: .*--k/,
    },
    {
      what: "an unknown variant",
      args: () => ["--variants", "oracle"],
      says: /--variants: accepted are always-negative, library-stock/,
    },
    {
      what: "--out without the variant it is for",
      args: () => ["--variants", "always-negative"],
      says: new RegExp(`--out: it takes the predictions of ${shippedVariant}`),
    },
    {
      what: "the data's own path to write to",
      args: () => ["--json", at("data.csv")],
      says: /--json: .*data\.csv is what --data names already/,
    },
    {
      what: "more folds than positives",
      args: () => ["--k", "60"],
      says: /50 distinct positive vectors; 60 folds/,
    },
  ])("$what", async ({ args, says }) => {
    writeFileSync(at("bad.csv"), "row,repeat,fold\n200,0,0\n1,0,1\n");
    const { code, errors } = await run(["--out", at("out.csv"), ...args()]);
    expect(code).toBe(1);
    expect(errors).toMatch(says);
    expect(errors).not.toMatch(/\n {4}at /);
    expect(readdirSync(folder).sort()).toEqual(["bad.csv", "data.csv"]);
  });
});
