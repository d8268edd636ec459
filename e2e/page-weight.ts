import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { otherRoute } from "../server/http/routes";
import { type PageWeight, weighedKinds } from "./weigh-page";

/** kB (1,000 bytes) as served, of each kind of file that a page may download. */
type PageBudget = Readonly<Record<(typeof weighedKinds)[number], number>>;
type PageBudgets = Readonly<Record<string, PageBudget>>;

const file = join(import.meta.dirname, "page-weight.json");

/** Rewrites the table, by a person only. */
const rewriteCommand = "npm run docs:page-weight";

/** The page without contents of its own: one that is not there. */
export const floorPage = otherRoute;

/** kB of JavaScript. No rewriting changes these. */
const scriptLimits = {
  floor: 184,
  /** Above the floor. */
  aboveFloor: { "/sign-in": 10, "/": 25 } as Readonly<Record<string, number>>,
};

/** kB that a budget may lie above what its page downloads. */
const slack = 4;

export const readBudgets = (): PageBudgets => JSON.parse(readFileSync(file, "utf8"));

const inKilobytes = (bytes: number) => bytes / 1000;

/** Leaves room for one to two kB of small changes; for none where there is nothing. */
const budgetFor = (bytes: number) => (bytes === 0 ? 0 : Math.ceil(inKilobytes(bytes)) + 1);

/** What of a page is heavier than its budget. */
export const overBudget = (weight: PageWeight, budget: PageBudget): string[] =>
  weighedKinds
    .filter((kind) => inKilobytes(weight[kind]) > budget[kind])
    .map((kind) => `${kind}: ${weight[kind]} bytes, budget ${budget[kind]} kB`);

/** What of a page has become so light that its budget would let a regression through. */
export const underBudget = (weight: PageWeight, budget: PageBudget): string[] =>
  weighedKinds
    .filter((kind) => inKilobytes(weight[kind]) < budget[kind] - slack)
    .map((kind) => `${kind}: ${weight[kind]} bytes, budget ${budget[kind]} kB; lower it: ${rewriteCommand}`);

/** Which limits on JavaScript the pages break. */
export function brokenLimits(weights: Readonly<Record<string, PageWeight>>): string[] {
  const script = (page: string) => inKilobytes(weights[page]?.script ?? Number.NaN);
  const floor = script(floorPage);
  const above = Object.entries(scriptLimits.aboveFloor);
  return [
    ...(floor <= scriptLimits.floor ? [] : [`the floor is ${floor} kB, limit ${scriptLimits.floor} kB`]),
    ...above
      .filter(([page, limit]) => !(script(page) - floor <= limit))
      .map(([page, limit]) => `${page} adds ${script(page) - floor} kB to the floor, limit ${limit} kB`),
  ];
}

/** Replaces the table by what the pages download now; throws where they break a limit, and in CI. */
export function rewriteBudgets(weights: Readonly<Record<string, PageWeight>>): void {
  if (process.env.CI) throw new Error("The table of budgets is rewritten by a person, not in CI.");
  for (const [page, weight] of Object.entries(weights))
    process.stdout.write(`${page} ${JSON.stringify(weight)}\n`);
  const broken = brokenLimits(weights);
  if (broken.length > 0) throw new Error(`The table stays as it is:\n${broken.join("\n")}`);
  const rows = Object.keys(weights)
    .sort()
    .map((page) => {
      const budget = weighedKinds.map((kind) => `"${kind}": ${budgetFor(weights[page]?.[kind] ?? 0)}`);
      return `  ${JSON.stringify(page)}: { ${budget.join(", ")} }`;
    });
  writeFileSync(file, `{\n${rows.join(",\n")}\n}\n`);
}
