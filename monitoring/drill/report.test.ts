import { expect, test } from "vitest";
import { type DrillReport, failures, textReport, withReport } from "./report";

const submissions = { answered: 90, refused: 8, rejected: 0, unanswered: 2, underWay: 0 };
const report: DrillReport = {
  factor: 60,
  firedAtRest: [],
  faults: [
    {
      ...{ name: "a", what: "The worker is stopped", alsoFired: ["C", "D"], submissions },
      alerts: [
        { alert: "A", secondsToFire: 3.14, secondsToResolve: 12 },
        { alert: "B", secondsToFire: 4, secondsToResolve: null },
      ],
    },
    {
      ...{ name: "b", what: "A replica freezes", alsoFired: [] },
      submissions: { ...submissions, underWay: 7 },
      alerts: [{ alert: "E", secondsToFire: null, secondsToResolve: null }],
    },
  ],
};

test("in a terminal every fault has its paragraph, with a line for each alert", () => {
  expect(textReport(report).split("\n")).toEqual([
    "The worker is stopped",
    "  A  fires after 3.1 s  resolves after 12.0 s",
    "  B  fires after 4.0 s   resolves after never",
    "  submissions failed: 10 of 100; fires as well: C, D",
    "",
    "A replica freezes",
    "  E  fires after never  resolves after never",
    "  submissions failed: 10 of 100, 7 under way",
  ]);
});

test("an alert that did not fire, did not resolve or fired unprovoked is a failure, and nothing else is", () => {
  expect(failures({ ...report, firedAtRest: ["F"] })).toEqual([
    "F fired before anything was broken.",
    "The worker is stopped: B did not resolve.",
    "A replica freezes: E did not fire.",
  ]);
  const [first] = report.faults;
  const well = { ...first, alerts: first?.alerts.slice(0, 1) } as DrillReport["faults"][number];
  expect(failures({ ...report, faults: [well] })).toEqual([]);
});

test("a page keeps all but what stood between the markers, however often it is written", () => {
  const page =
    "Before\n\n<!-- measured by npm run drill -->\nold\n<!-- end of what was measured -->\n\nAfter\n";
  const once = withReport(page, report);
  expect(once).toMatch(
    /^Before\n\n<!-- measured by npm run drill -->\n\n[\s\S]*\n\n<!-- end of what was measured -->\n\nAfter\n$/,
  );
  expect(once).toContain("| The worker is stopped | A | 3.1 s | 12.0 s | C, D | 10 of 100 |");
  expect(once).not.toContain("old");
  expect(withReport(once, report)).toBe(once);
  expect(() => withReport("No markers", report)).toThrow("has no lines");
});
