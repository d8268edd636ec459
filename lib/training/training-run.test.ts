import { expect, test } from "vitest";
import { followTrainingSchema, startTrainingSchema } from "./training-run";

test.for([
  { trees: 9 },
  { trees: 1001 },
  { folds: 1 },
  { seed: -1 },
  { positiveWeight: 0 },
  { minNumSamples: 0.5 },
  { variant: "magic" },
  { engine: "reference" },
])("options out of range are refused: %j", (options) => {
  const request = { idempotencyKey: "a-key-of-its-own", dataset: "0".repeat(64), options };
  expect(startTrainingSchema.safeParse(request).success).toBe(false);
});

test("without options a run is what the command line does without any", () => {
  const request = { idempotencyKey: "a-key-of-its-own", dataset: "0".repeat(64) };
  expect(startTrainingSchema.parse(request)).toEqual({
    ...request,
    outcomes: "leave_out",
    options: { variant: "extra-trees-root", trees: 100, folds: 5, seed: 1 },
    points: [],
  });
});

test("operating points of one name are refused", () => {
  const point = { name: "triage", kind: "recall", value: 0.95 };
  const request = { idempotencyKey: "a-key-of-its-own", dataset: "0".repeat(64), points: [point, point] };
  expect(startTrainingSchema.safeParse(request).success).toBe(false);
});

test.for(["-1", "1.5", "x", "", "9999999999"])(
  "the number of a last line is a number: %j is refused",
  (lastEventId) => {
    expect(
      followTrainingSchema.safeParse({ id: "0190a3c0-0000-7000-8000-000000000000", lastEventId }).success,
    ).toBe(false);
  },
);
