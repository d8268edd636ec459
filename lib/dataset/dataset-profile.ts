import { z } from "zod";
import { featureKeys } from "../features";
import { referenceSchema } from "../model/card";
import { strata } from "../model/stratum";

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** Quantiles that a profile names for each feature. */
export const profileQuantiles = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1] as const;

const featureProfileSchema = z.object({
  feature: z.enum(featureKeys),
  /** Values at `profileQuantiles`, in their order. */
  quantiles: z.array(z.number()).length(profileQuantiles.length),
  /** Share of rows exactly at the smallest value, in [0, 1]. */
  shareAtMinimum: share,
  distinctValues: count,
});

/** Six rows of six, both in column order; `null` where a feature does not vary. */
const matrixSchema = z
  .array(z.array(z.number().min(-1).max(1).nullable()).length(featureKeys.length))
  .length(featureKeys.length);

const contentsSchema = z.object({
  rows: count,
  positives: count,
  /** One for each pair of vector and label. */
  distinctRows: count,
  distinctPositives: count,
  distinctVectors: count,
  /** Rows beyond the first of each pair of vector and label. */
  repeats: count,
  /** Vectors found with either label. */
  vectorsWithBothLabels: count,
  /** The vector found most often. */
  mostFrequent: z.object({ rows: count, positives: count }),
  features: z.array(featureProfileSchema).length(featureKeys.length),
  strata: z.array(z.object({ stratum: z.enum(strata), rows: count, positives: count })),
});
/** What stands in a file, in counts and quantiles; holds no row. */
export type DatasetContents = z.infer<typeof contentsSchema>;

/** All that the explorer shows of a data set, so that it can be shown without the rows. */
export const datasetProfileSchema = z.object({
  format: z.literal("microcalc-dataset-profile"),
  formatVersion: z.literal(1),
  /** SHA-256 in hex of the file's bytes. */
  data: z.object({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  contents: contentsSchema,
  /** Over all rows: Pearson's, and Spearman's on mean ranks. */
  correlations: z.object({ pearson: matrixSchema, spearman: matrixSchema }),
  /** Distributions by class. */
  reference: referenceSchema,
});
export type DatasetProfile = z.infer<typeof datasetProfileSchema>;
