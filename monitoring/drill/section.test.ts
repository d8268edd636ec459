import { expect, test } from "vitest";
import { outageFaults, outageLines } from "./outage";
import { withSection } from "./section";

const page = "before\n<!-- measured by npm run drill -- kill -->\nold\n<!-- end of drill kill -->\nafter";

test("what a drill found replaces what stands between its markers, and nothing else", () => {
  const written = withSection(page, "kill", [["kills", "200"]]);
  expect(written).toBe(
    "before\n<!-- measured by npm run drill -- kill -->\n\n| measured |  |\n| --- | --- |\n| kills | 200 |\n\n<!-- end of drill kill -->\nafter",
  );
  expect(withSection(written, "kill", [["kills", "200"]])).toBe(written);
});

test("a page without the drill's markers is refused", () => {
  expect(() => withSection(page, "outage", [])).toThrow("The page has no lines");
});

const report = {
  ...{ connections: 16, seconds: 60, outageSeconds: 15, recoverySeconds: 0.5, slowestRefusalSeconds: 1 },
  ...{ submitted: 30, answered: 30, lost: 0, doubled: 0, answers: { 200: 20, 503: 10 } },
};

test("an outage is well when all was answered with 200 or 503, kept once, and taken in the end", () => {
  expect(outageFaults(report)).toEqual([]);
  expect(outageLines(report).map(([, value]) => value)).toContain("0.50 s");
});

test.for([
  [
    { answers: { 200: 20, 500: 9, none: 1 } },
    ["9 submissions were answered with 500.", "1 submissions were answered with none."],
  ],
  [{ lost: 2 }, ["2 predictions were answered and are not stored."]],
  [{ doubled: 3 }, ["3 predictions are stored twice."]],
  [{ answered: 29 }, ["1 submissions have no answer to the end."]],
  [{ recoverySeconds: null }, ["Nothing was answered after the outage."]],
] as const)("an outage with %j is not", ([wrong, faults]) => {
  expect(outageFaults({ ...report, ...wrong })).toEqual(faults);
});
