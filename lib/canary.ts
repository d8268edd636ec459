import { z } from "zod";
import type { Features } from "./features";
import { labels } from "./outcome";
import { predictionSchema } from "./prediction";

/** A made-up region that the server puts to itself; its values have two decimals, which no published row has. */
export const canaryFeatures: Features = {
  area: 0.5,
  greyLevel: 1.25,
  gradientStrength: -0.25,
  noiseFluctuation: 1.75,
  contrast: 3.5,
  shapeDescriptor: 1.25,
};

/** What the server says of it: enough to tell a right answer from a wrong one. */
export const canaryAnswerSchema = z.object({
  probability: predictionSchema.shape.probability,
  label: z.enum(labels),
  modelVersion: predictionSchema.shape.modelVersion,
});
export type CanaryAnswer = z.infer<typeof canaryAnswerSchema>;

/**
 * Why a run failed: nothing came back in time; a status other than 200; not what the contract says; or another answer
 * than the model named in it gives.
 */
export const canaryFaults = ["no_answer", "refused", "malformed", "differs"] as const;
export type CanaryFault = (typeof canaryFaults)[number];
