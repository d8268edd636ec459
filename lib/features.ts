/**
 * The six features of a candidate region, in the column order of the published file.
 *
 * All values are standardised (mean 0, standard deviation 1 over the file); the raw units are lost. The names
 * are those of the Python project that published them this way and are not certain, see data/README.md.
 * `referenceRange` is the smallest and largest value in the 11,183 published rows, rounded outwards to 0.01.
 */
export const features = [
  { key: "area", column: "Area", referenceRange: [-0.79, 31.51] },
  { key: "greyLevel", column: "Grey Level", referenceRange: [-0.48, 5.09] },
  { key: "gradientStrength", column: "Gradient Strength", referenceRange: [-0.6, 29.48] },
  { key: "noiseFluctuation", column: "Noise Fluctuation", referenceRange: [-0.86, 9.6] },
  { key: "contrast", column: "Contrast", referenceRange: [-0.38, 23.62] },
  { key: "shapeDescriptor", column: "Shape Descriptor", referenceRange: [-0.95, 1.95] },
] as const satisfies readonly {
  key: string;
  column: string;
  referenceRange: readonly [min: number, max: number];
}[];

export type FeatureKey = (typeof features)[number]["key"];

/** Feature keys in column order: position i of every feature vector belongs to `featureKeys[i]`. */
export const featureKeys = features.map((feature) => feature.key) as readonly FeatureKey[];

/** Values further out than this cannot come from standardised measurements: a unit or typing error. */
export const featureLimit = 1000;

/** One candidate by name. */
export type Features = Record<FeatureKey, number>;

/** The values in column order, shape (6,). */
export function toVector(values: Features): Float64Array {
  return Float64Array.from(featureKeys, (key) => values[key]);
}
