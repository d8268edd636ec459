import { expect, test } from "vitest";
import type { TrainingEvent, TrainingLogEntry } from "@/lib/training/training-run";
import { runState } from "./run-state";

const log = (...events: TrainingEvent[]): TrainingLogEntry[] =>
  events.map((event, i) => ({ sequence: i + 1, at: "2026-01-31T09:30:00.000Z", event }));

const begun: TrainingEvent[] = [
  { kind: "queued" },
  { kind: "started", attempt: 1, threads: 1 },
  { kind: "phase", phase: "growing" },
  { kind: "progress", done: 5, total: 30 },
  { kind: "phase", phase: "interval" },
  { kind: "progress", done: 10, total: 30 },
];

test("the latest phase and the latest progress hold", () => {
  expect(runState(log(...begun))).toEqual({
    phase: "interval",
    progress: { done: 10, total: 30 },
    isStopping: false,
  });
});

test("what was grown before a run started over does not count", () => {
  const again = runState(log(...begun, { kind: "started_over", because: "process_lost" }));
  expect(again).toEqual({ phase: null, progress: null, isStopping: false });
});

test("a run that was asked to end is stopping", () => {
  expect(runState(log(...begun, { kind: "cancel_requested", by: "somebody" })).isStopping).toBe(true);
});
