import { z } from "zod";
import { featureKeys } from "../features";
import { estimateSchema, referenceSchema } from "../model/card";
import { strata } from "../model/stratum";
import { classQuantiles, profileQuantiles } from "./dataset-limits";

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** Rows a class needs before its quantiles are told: those of fewer would be little else than the rows' values. */
export const rowsForQuantiles = 20;

/** Values at `classQuantiles`; `null` for a class of fewer than {@link rowsForQuantiles} rows. */
const classQuantilesSchema = z.array(z.number()).length(classQuantiles.length).nullable();

const featureProfileSchema = z.object({
  feature: z.enum(featureKeys),
  /** Values at `profileQuantiles`, in their order. */
  quantiles: z.array(z.number()).length(profileQuantiles.length),
  /** Share of rows exactly at the smallest value, in [0, 1]. */
  shareAtMinimum: share,
  distinctValues: count,
  quantilesByClass: z.object({ positives: classQuantilesSchema, negatives: classQuantilesSchema }),
  /** How well the feature alone tells the classes apart, as an area under the ROC curve. */
  separation: z.object({
    /** Over all rows, and over each pair of vector and label once: repeats can flatter it. */
    all: estimateSchema,
    distinct: estimateSchema,
  }),
});

/** Vectors that are found `from` to `to` times (`null`: or more). */
const multiplicitySchema = z.object({
  from: count,
  to: count.nullable(),
  vectors: count,
  rows: count,
  positives: count,
});
export type Multiplicity = z.infer<typeof multiplicitySchema>;

/** Vectors that carry both labels, in counts: whatever is said of such a vector, some of its rows are misjudged. */
const conflictsSchema = z.object({
  rows: count,
  positives: count,
  /** Rows of the rarer label of their vector, summed: the fewest that any model misjudges. */
  misjudged: count,
  /** The most frequent ones, at most ten. */
  largest: z.array(z.object({ rows: count, positives: count })).max(10),
});
export type Conflicts = z.infer<typeof conflictsSchema>;

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
  multiplicities: z.array(multiplicitySchema),
  conflicts: conflictsSchema,
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
