import { randomUUID } from "node:crypto";
import type { Submission } from "../services/create-prediction";

/** A made-up submission that the shipped model accepts; only what a test is about is named in it. */
export function aSubmission(overrides: Partial<Submission> = {}): Submission {
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
    actor: { id: "test-clinician", name: "Test clinician" },
    source: "api",
    ...overrides,
  };
}
