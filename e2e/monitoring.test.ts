import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boards, targetExpressionsOf } from "../monitoring/testing/board-files";
import { foreignMetrics } from "../monitoring/testing/foreign-metrics";
import type { Board } from "../monitoring/testing/lint/board";
import { seriesOf } from "../monitoring/testing/metric-catalogue";
import { ruleStates } from "../monitoring/testing/rule-states";
import { silentQueries } from "../monitoring/testing/silent-queries";
import { storedSeries } from "../monitoring/testing/stored-series";
import { canHave, type MetricDeclaration } from "../server/observability/declaration";
import { metricList } from "../server/observability/metrics";
import { allInstalled, type Monitored, programsMissing, startMonitored } from "./monitored-app";

/** For a duty of the keeper to come round, and a rule to have been evaluated since. */
const soon = { timeout: 60_000, interval: 1000 };
const declarations: MetricDeclaration[] = Object.values(metricList);

/** What is wrong with the labels of one series. */
function labelFaults(
  name: string,
  { labels = {} }: MetricDeclaration,
  found: Record<string, string>,
): string[] {
  const { job: _, instance: __, ...own } = found;
  const expected = [...Object.keys(labels), ...(name.endsWith("_bucket") ? ["le"] : [])].sort();
  if (Object.keys(own).sort().join() !== expected.join())
    return [`${name} has ${Object.keys(own)}, not ${expected}`];
  return Object.entries(labels)
    .filter(([label, values]) => !canHave(values, own[label] ?? ""))
    .map(([label]) => `${name}: ${label} is ${own[label]}`);
}

/** What is wrong with a metric as it has arrived. */
function faultsOf(
  declaration: MetricDeclaration,
  series: Awaited<ReturnType<typeof storedSeries>>,
): string[] {
  return seriesOf(declaration).flatMap((name) => {
    const found = series.get(name) ?? [];
    if (found.length === 0) return [`${name} is missing`];
    return found.flatMap((labels) => labelFaults(name, declaration, labels));
  });
}

/** The ways in which somebody's change to a metric makes a panel stale. */
const renamings = [
  (expr: string) => expr.replaceAll(/\b\w[\w:]*(?=\{)/g, "$&_renamed"),
  (expr: string) => expr.replaceAll(/\bjob=~/g, "task=~"),
];

const withTargets = (board: Board, change: (expr: string) => string): Board => ({
  ...board,
  panels: board.panels.map((panel) => ({
    ...panel,
    targets: panel.targets.map((target) => ({ ...target, expr: change(target.expr) })),
  })),
});

let monitored: Monitored | undefined;

if (!allInstalled && process.env.CI) throw new Error(programsMissing);

describe.skipIf(!allInstalled)(`on a real Prometheus (${programsMissing})`, () => {
  const prometheus = () => (monitored as Monitored).prometheus;

  beforeAll(async () => {
    monitored = await startMonitored();
  });
  afterAll(() => monitored?.stop());

  test("every scrape target answers", async () => {
    await expect
      .poll(async () => (await prometheus().query("up == 1")).map(({ metric }) => metric.job).sort(), soon)
      .toEqual(["alertmanager", "microcalc", "postgres", "prometheus"]);
  });

  test("every panel, variable and annotation of every board is answered, and never with NaN", async () => {
    expect(boards.length).toBeGreaterThan(0);
    await expect.poll(() => silentQueries(prometheus(), boards), soon).toEqual([]);
  });

  test("every recording rule records, never NaN, and no rule fails", async () => {
    const states = await ruleStates(prometheus().url);
    expect(states.filter(({ health }) => health !== "ok")).toEqual([]);
    const records = states.filter(({ type }) => type === "recording").map(({ name }) => name);
    expect(records.length).toBeGreaterThan(0);
    const silent = async () => {
      const found = await Promise.all(records.map((name) => prometheus().query(name)));
      return records.filter(
        (_, i) => found[i]?.length === 0 || found[i]?.some(({ value }) => Number.isNaN(value)),
      );
    };
    await expect.poll(silent, soon).toEqual([]);
  });

  test("every metric of the list arrives, with exactly its labels and values that these can have", async () => {
    await expect
      .poll(async () => {
        const series = await storedSeries(prometheus().url, "microcalc");
        return declarations.flatMap((declaration) => faultsOf(declaration, series));
      }, soon)
      .toEqual([]);
    const listed = new Set(declarations.flatMap(seriesOf));
    const ours = [...(await storedSeries(prometheus().url, "microcalc")).keys()].filter((name) =>
      name.startsWith("microcalc_"),
    );
    expect(ours.filter((name) => !listed.has(name))).toEqual([]);
  });

  test("every metric of others that boards and rules may name arrives, with the labels they may use", async () => {
    expect(foreignMetrics.length).toBeGreaterThan(0);
    for (const { name, labels } of foreignMetrics) {
      const found = await prometheus().query(name);
      // What belongs to no database has no name of one.
      const has = found.some(({ metric }) => [...labels.keys()].every((label) => label in metric));
      expect({ name, labels: [...labels.keys()], has }).toEqual({
        name,
        labels: [...labels.keys()],
        has: true,
      });
    }
  });

  test("a metric or a label that is renamed in one panel is found, in whichever", async () => {
    const unnoticed: string[] = [];
    for (const board of boards) {
      for (const rename of renamings) {
        const renamed = withTargets(board, rename);
        const silent = await silentQueries(prometheus(), [renamed]);
        const places = silent.map((text) => text.split(": ")[0]);
        unnoticed.push(
          ...targetExpressionsOf(board)
            .filter(({ where }) => !places.includes(where))
            .map(({ where, expr }) => `${where}\n  ${rename(expr)}`),
        );
      }
    }
    expect(unnoticed).toEqual([]);
  });
});
