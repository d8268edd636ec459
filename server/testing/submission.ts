import { randomUUID } from "node:crypto";
import type { CreatePrediction } from "../../lib/prediction";
import type { TimedSubmission } from "../services/create-prediction";
import { aCaller } from "./caller";

/** A made-up request that the shipped model accepts; only what a test is about is named in it. */
export function aBody(overrides: Partial<CreatePrediction> = {}): CreatePrediction {
  return {
    idempotencyKey: randomUUID(),
    features: {
      area: 0.4,
      greyLevel: -0.3,
      gradientStrength: -0.35,
      noiseFluctuation: 1.5,
      contrast: 2.5,
      shapeDescriptor: 1.3,
    },
    ...overrides,
  };
}

/** The same with a person behind it. */
export function aSubmission(overrides: Partial<TimedSubmission> = {}): TimedSubmission {
  const actor = aCaller();
  return { ...aBody(), actor, source: "api", begunAt: performance.now(), ...overrides };
}
