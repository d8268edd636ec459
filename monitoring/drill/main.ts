import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { isInstalled } from "../program";
import { prometheusMissing } from "../prometheus-process";
import { projectRoot } from "../testing/project-file";
import { drillAlerts } from "./alerts";
import { type Fault, faults } from "./faults";
import { tryKills } from "./kill";
import { openProgress } from "./kill-progress";
import { killFaults, killLines } from "./kill-report";
import { outageFaults, outageLines, tryOutage } from "./outage";
import { failures, textReport, withReport } from "./report";
import { type Lines, textOf, writeSection } from "./section";

const names = faults.map(({ name }) => name);
const usage = `npm run drill -- [alerts] [--only FAULT]... [--json] [--write]
npm run drill -- outage [--seconds N] [--away N] [--json] [--write]
npm run drill -- kill [--times N] [--seed N] [--json] [--write]
  --only   one fault of ${names.join(", ")}; may be given several times
  --json   what was found as JSON instead of a table
  --write  the table into docs/ops.md as well
  --seconds, --away  how long is submitted (60), and for how long of it the database is away (15)
  --times, --seed    how often is killed (200), and what the moments are drawn with`;
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

/** A whole number above 0. */
function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is no whole number above 0.\n${usage}`);
  return value;
}

interface Findings {
  readonly drill: string;
  readonly report: object;
  readonly lines: Lines;
  /** A sentence each. */
  readonly faults: readonly string[];
}

/** 0 when nothing is wrong. */
async function tell({ drill, report, lines, faults }: Findings, values: { json: boolean; write: boolean }) {
  process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : textOf(lines)}\n`);
  if (values.write) await writeSection(drill, lines);
  for (const sentence of faults) progress(sentence);
  return faults.length === 0 ? 0 : 1;
}

const shown = {
  json: { type: "boolean", default: false },
  write: { type: "boolean", default: false },
} as const;

/** Takes the database away from under submissions. */
async function outage(args: string[], signal: AbortSignal): Promise<number> {
  const seconds = { type: "string", default: "60" } as const;
  const options = { seconds, away: { type: "string", default: "15" }, ...shown } as const;
  const { values } = parseArgs({ args, options });
  const [lasts, outageSeconds] = [count(values.seconds), count(values.away)];
  const report = await tryOutage({ connections: 16, seconds: lasts, outageSeconds, signal });
  return tell({ drill: "outage", report, lines: outageLines(report), faults: outageFaults(report) }, values);
}

/** A start with a Postgres to be recovered takes longer. */
const embeddedEvery = 8;

/** Kills servers while they write. */
async function kill(args: string[], signal: AbortSignal): Promise<number> {
  const times = { type: "string", default: "200" } as const;
  const { values } = parseArgs({
    args,
    options: { times, seed: { type: "string", default: "1" }, ...shown },
  });
  const [asked, seed] = [count(values.times), count(values.seed)];
  const report = await tryKills({
    ...{ times: asked, seed, embeddedEvery, progress: openProgress(seed) },
    ...{ signal, say: progress },
  });
  signal.throwIfAborted();
  return tell({ drill: "kill", report, lines: killLines(report), faults: killFaults(report) }, values);
}

const drills: Readonly<Record<string, (args: string[], signal: AbortSignal) => Promise<number>>> = {
  alerts,
  outage,
  kill,
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
