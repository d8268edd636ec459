import { z } from "zod";
import { personSchema } from "../prediction";
import { estimateSchema, modelCardSchema, referenceSchema } from "./card";
import { modelNameSchema } from "./name-schema";
import { modelVersionSchema } from "./version";

export const listModelsSchema = z.strictObject({
  limit: z.int().min(1).max(100).default(25),
  /** The `nextCursor` of the page before. */
  cursor: z.string().min(1).max(200).nullish(),
});
export type ListModels = z.infer<typeof listModelsSchema>;

const registeredModelSchema = z.object({
  version: modelVersionSchema,
  /** When this database first saw the model. */
  registeredAt: z.iso.datetime(),
});

const count = z.int().nonnegative();

/** The figures to go by, on distinct held-out rows; `null` where a card has none. */
const mainFiguresSchema = z.object({
  rows: count,
  positives: count,
  averagePrecision: estimateSchema,
  rocAuc: estimateSchema,
  /** At 1 % false positives. */
  recallAtOnePercent: estimateSchema,
  brier: estimateSchema,
});

/** A version as one line of the registry. */
export const listedModelSchema = registeredModelSchema.extend({
  registeredBy: personSchema,
  /** `null` where it came with a model folder. */
  trainingRunId: z.string().nullable(),
  /** Names that point at it now, in alphabetical order. */
  names: z.array(modelNameSchema),
  figures: mainFiguresSchema,
  data: z.object({ name: z.string(), sha256: z.string() }),
  seed: z.int(),
  options: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
export type ListedModel = z.infer<typeof listedModelSchema>;

export const modelPageSchema = z.object({
  items: z.array(listedModelSchema),
  nextCursor: z.string().nullable(),
});
export type ModelPage = z.infer<typeof modelPageSchema>;

/** A registered model with all that is known of it but its trees. */
export const modelDetailSchema = registeredModelSchema.extend({
  card: modelCardSchema,
  reference: referenceSchema,
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;
