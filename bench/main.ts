import type { BenchRow } from "./bench";
import { bootBench } from "./boot";
import { driftBench } from "./drift";
import { forestBench } from "./forest";
import { gateBench } from "./gate";
import { httpBench } from "./http";
import { pageBench } from "./page";
import { scrapeBench } from "./scrape";
import { signInBench } from "./sign-in";
import { trendsBench } from "./trends";

const benches: Record<string, () => Promise<BenchRow[]>> = {
  forest: forestBench,
  gate: gateBench,
  http: httpBench,
  boot: bootBench,
  page: pageBench,
  drift: driftBench,
  trends: trendsBench,
  scrape: scrapeBench,
  "sign-in": signInBench,
};

const asked = process.argv.slice(2).filter((argument) => argument !== "--json");
const json = process.argv.includes("--json");
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`,
  );
  process.exit(1);
}

const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const rows: BenchRow[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const found = await benches[name]?.();
  rows.push(...(found ?? []));
  if (json) continue;
  for (const row of found ?? []) {
    console.log(
      `${row.name}: ${figure(row.ours)} / ${figure(row.theirs)} ${row.unit}, ratio ${row.ratio.toPrecision(3)}`,
    );
    if (row.note) console.log(`  ${row.note}`);
  }
}
if (json) console.log(JSON.stringify(rows, null, 2));
