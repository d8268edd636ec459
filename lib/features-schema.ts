import { z } from "zod";
import { type FeatureKey, featureLimit } from "./features";

const featureValue = z.number().min(-featureLimit).max(featureLimit);

/** One candidate region by name; every feature finite and within ±{@link featureLimit}, nothing besides. */
export const featuresSchema = z.strictObject({
  area: featureValue,
  greyLevel: featureValue,
  gradientStrength: featureValue,
  noiseFluctuation: featureValue,
  contrast: featureValue,
  shapeDescriptor: featureValue,
} satisfies Record<FeatureKey, typeof featureValue>);
