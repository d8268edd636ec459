import { z } from "zod";
import { interfaceLimits, optionDefaults, shippedVariant, variantNames } from "./option-limits";

const whole = ([min, max]: readonly [number, number]) => z.int().min(min).max(max);
const number = ([min, max]: readonly [number, number]) => z.number().min(min).max(max);

/** Options of a run from the interface. What is left out is the variant's own. */
export const trainingOptionsSchema = z.strictObject({
  variant: z.enum(variantNames).default(shippedVariant),
  trees: whole(interfaceLimits.trees).default(optionDefaults.trees),
  featuresPerNode: whole(interfaceLimits.featuresPerNode).optional(),
  maxFeatures: whole(interfaceLimits.maxFeatures).optional(),
  minNumSamples: whole(interfaceLimits.minNumSamples).optional(),
  positiveWeight: number(interfaceLimits.positiveWeight).optional(),
  folds: whole(interfaceLimits.folds).default(optionDefaults.folds),
  seed: whole(interfaceLimits.seed).default(optionDefaults.seed),
});
export type TrainingOptions = z.infer<typeof trainingOptionsSchema>;
