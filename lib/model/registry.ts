import { z } from "zod";
import { modelCardSchema, referenceSchema } from "./card";
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

export const modelPageSchema = z.object({
  items: z.array(registeredModelSchema),
  nextCursor: z.string().nullable(),
});
export type ModelPage = z.infer<typeof modelPageSchema>;

/** A registered model with all that is known of it but its trees. */
export const modelDetailSchema = registeredModelSchema.extend({
  card: modelCardSchema,
  reference: referenceSchema,
});
export type ModelDetail = z.infer<typeof modelDetailSchema>;
