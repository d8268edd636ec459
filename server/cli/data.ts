import { parseArgs } from "node:util";
import { z } from "zod";
import { profileQuantiles } from "../../lib/dataset/dataset-limits";
import type { DatasetContents, DatasetProfile } from "../../lib/dataset/dataset-profile";
import { describeDataset } from "../../lib/dataset/describe-dataset";
import { featureKeys } from "../../lib/features";
import type { Estimate } from "../../lib/model/card";
import { type DatasetFile, publishedRowsSha256, readDatasetFile } from "../dataset/dataset-file";
import { fetchDataset, publicSource } from "../dataset/fetch-dataset";
import { howToRun } from "../how-to-run";
import { table } from "../text-table";
import { runCommand } from "./command-database";
import { loadFile, unload } from "./reference-set";

const run = howToRun("data");
const usage = `${run} inspect FILE
${run} fetch [--from URL] [--to data/mammography.csv]
${run} load FILE
${run} unload [--yes]`;

const httpUrl = z.url({ protocol: /^https?$/, error: "an http or https address is accepted" });

const number = (value: number) => value.toLocaleString("en");
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function countsTable(profile: DatasetContents): string {
  const { mostFrequent } = profile;
  return table([
    ["rows", number(profile.rows)],
    ["  positive", number(profile.positives)],
    ["distinct rows (vector and label)", number(profile.distinctRows)],
    ["  positive", number(profile.distinctPositives)],
    ["distinct vectors", number(profile.distinctVectors)],
    ["repeated rows", number(profile.repeats)],
    ["vectors with both labels", number(profile.vectorsWithBothLabels)],
    ["rows of the most frequent vector", number(mostFrequent.rows)],
    ["  positive", number(mostFrequent.positives)],
  ]);
}

function featuresTable(profile: DatasetContents): string {
  const heads = profileQuantiles.map((q) => (q === 0 ? "min" : q === 1 ? "max" : `${q * 100} %`));
  return table([
    ["feature", ...heads, "at min", "distinct values"],
    ...profile.features.map(({ feature, quantiles, shareAtMinimum, distinctValues }) => [
      feature,
      ...quantiles.map((value) => value.toFixed(3)),
      percent(shareAtMinimum),
      number(distinctValues),
    ]),
  ]);
}

function strataTable(profile: DatasetContents): string {
  return table([
    ["stratum", "rows", "positive", "share"],
    ...profile.strata.map(({ stratum, rows, positives }) => [
      stratum,
      number(rows),
      number(positives),
      rows === 0 ? "–" : percent(positives / rows),
    ]),
  ]);
}

type Matrix = DatasetProfile["correlations"]["pearson"];

const correlationsTable = (matrix: Matrix) =>
  table([
    ["", ...featureKeys],
    ...matrix.map((row, i) => [
      featureKeys[i] ?? "",
      ...row.map((value) => (value === null ? "–" : value.toFixed(2))),
    ]),
  ]);

const area = (estimate: Estimate) =>
  estimate === null
    ? "–"
    : `${estimate.value.toFixed(3)}  [${estimate.low.toFixed(3)}, ${estimate.high.toFixed(3)}]`;

const separationTable = (profile: DatasetContents) =>
  table([
    ["feature", "all rows", "distinct rows"],
    ...profile.features.map(({ feature, separation }) => [
      feature,
      area(separation.all),
      area(separation.distinct),
    ]),
  ]);

function printProfile({ name, dataset, sha256, rowsSha256 }: DatasetFile): void {
  const { contents: profile, correlations } = describeDataset(dataset, { name, sha256 });
  const verdict = rowsSha256 === publishedRowsSha256 ? "the published rows" : "not the 11,183 published rows";
  console.log(`${name}: ${verdict}\n`);
  console.log(countsTable(profile));
  console.log(`\nQuantiles\n${featuresTable(profile)}`);
  console.log(`\nWhich features stand at their minimum\n${strataTable(profile)}`);
  console.log(`\nROC AUC of each feature alone, 95 % interval\n${separationTable(profile)}`);
  console.log(`\nSpearman's correlations\n${correlationsTable(correlations.spearman)}`);
  console.log(`\nPearson's correlations\n${correlationsTable(correlations.pearson)}`);
  console.log(`\nSHA-256 of the file  ${sha256}\nSHA-256 of the rows  ${rowsSha256}`);
}

/** Rewrites one line on a terminal; elsewhere a line at the end says enough. */
function showBytes(received: number, total: number | null): void {
  if (!process.stderr.isTTY) return;
  const whole = total === null ? "" : ` of ${number(total)}`;
  process.stderr.write(`\r${number(received)}${whole} bytes`);
}

async function fetchTo(from: string, to: string): Promise<void> {
  const source = httpUrl.safeParse(from);
  if (!source.success)
    throw new Error(`--from ${from} is no address: ${source.error.issues[0]?.message ?? ""}.`);
  console.error(`Fetching ${from}`);
  try {
    const file = await fetchDataset({ from, to, silenceMs: 30_000, onBytes: showBytes });
    if (process.stderr.isTTY) process.stderr.write("\n");
    console.log(`${to}: ${number(file.dataset.labels.length)} rows, as published.`);
    console.log(
      "In the folder datasets of MICROCALC_HOME (--to .microcalc/datasets/mammography.csv) the page Data offers it.",
    );
  } catch (error) {
    if (process.stderr.isTTY) process.stderr.write("\n");
    throw error;
  }
}

async function main(): Promise<void> {
  const options = {
    from: { type: "string" },
    to: { type: "string" },
    yes: { type: "boolean", default: false },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, file, ...rest] = positionals;
  if (command === "inspect" && file !== undefined && rest.length === 0) {
    printProfile(await readDatasetFile(file));
  } else if (command === "fetch" && file === undefined) {
    await fetchTo(values.from ?? publicSource, values.to ?? "data/mammography.csv");
  } else if (command === "load" && file !== undefined && rest.length === 0) {
    await loadFile(file);
  } else if (command === "unload" && file === undefined) {
    await unload({ yes: values.yes });
  } else {
    throw new Error(`What to do is not clear. Accepted:\n${usage}`);
  }
}

runCommand(main);
