import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { isInstalled } from "../program";
import { prometheusMissing } from "../prometheus-process";
import { projectRoot } from "../testing/project-file";
import { drillAlerts } from "./alerts";
import { type Fault, faults } from "./faults";
import { failures, textReport, withReport } from "./report";

const names = faults.map(({ name }) => name);
const usage = `npm run drill -- [alerts] [--only FAULT]... [--json] [--write]
  --only   one fault of ${names.join(", ")}; may be given several times
  --json   what was found as JSON instead of a table
  --write  the table into docs/ops.md as well`;
const page = path.join(projectRoot, "docs", "ops.md");

const progress = (sentence: string) => void process.stderr.write(`${sentence}\n`);

function chosen(only: readonly string[]): readonly Fault[] {
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(", ")}.\n${usage}`);
  return only.length === 0 ? faults : faults.filter(({ name }) => only.includes(name));
}

/** Breaks the parts one after the other and shows which alerts fire; 0 when all did that should. */
async function alerts(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  if (values.write && values.only.length > 0) {
    throw new Error("--write is for a drill of all faults: leave out --only.");
  }
  const asked = chosen(values.only);
  if (!isInstalled("prometheus")) throw new Error(prometheusMissing);
  const report = await drillAlerts(asked, { signal, say: progress });
  process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : textReport(report)}\n`);
  if (values.write) await writeFile(page, withReport(await readFile(page, "utf8"), report));
  const sentences = failures(report);
  for (const sentence of sentences) progress(sentence);
  return sentences.length === 0 ? 0 : 1;
}

const drills: Readonly<Record<string, (args: string[], signal: AbortSignal) => Promise<number>>> = {
  alerts,
};

/** The first word says which drill, unless it is an option of the usual one. */
function run([first = "", ...rest]: readonly string[], signal: AbortSignal): Promise<number> {
  if (first === "" || first.startsWith("-")) return alerts(first === "" ? rest : [first, ...rest], signal);
  const drill = drills[first];
  if (!drill) throw new Error(`There is no drill ${first}.\n${usage}`);
  return drill(rest, signal);
}

const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    if (!interrupted.signal.aborted) progress("Clearing away what was started …");
    interrupted.abort();
  });
}

try {
  process.exitCode = await run(process.argv.slice(2), interrupted.signal);
} catch (error) {
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
  if (!interrupted.signal.aborted) progress(error instanceof Error ? error.message : String(error));
}
