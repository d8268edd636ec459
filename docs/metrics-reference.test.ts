import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { metricList } from "../server/observability/metrics";
import { page, withReference } from "./metrics-reference";

const text = readFileSync(page, "utf8");

test("the tables of metrics are those of the list: npm run docs:metrics", () => {
  expect(text).toBe(withReference(text));
});

test("every metric has its row, with every label", () => {
  const rows = new Map(
    text.split("\n").flatMap((line) => {
      const name = /^\| `(microcalc_\w+)` +\|/.exec(line)?.[1];
      return name === undefined ? [] : [[name, line] as const];
    }),
  );
  const declared = Object.values(metricList);
  expect([...rows.keys()]).toEqual(declared.map(({ name }) => name));
  for (const one of declared) {
    const labels = "labels" in one ? Object.keys(one.labels) : [];
    for (const label of labels) expect(rows.get(one.name)).toContain(`\`${label}\`: `);
  }
});
