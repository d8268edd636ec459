import { expect, test } from "vitest";
import type { Outcome, RecordedOutcome } from "@/lib/prediction";
import { outcomeSteps } from "./outcome-steps";

const record = (outcome: Outcome, hour: number): RecordedOutcome => ({
  id: `00000000-0000-7000-8000-00000000000${hour}`,
  outcome,
  note: null,
  observedOn: null,
  timeZone: "UTC",
  recordedAt: `2026-01-31T0${hour}:00:00.000Z`,
  recordedBy: { id: "local", name: "Local user" },
});

test("a record that says otherwise corrects the one before it, one that says the same does not", () => {
  const steps = outcomeSteps([
    record("not_calcification", 4),
    record("calcification", 3),
    record("calcification", 2),
    record("undetermined", 1),
  ]);
  expect(steps.map(({ replaced }) => replaced)).toEqual(["calcification", null, "undetermined", null]);
});

test("no records, no steps", () => {
  expect(outcomeSteps([])).toEqual([]);
});
