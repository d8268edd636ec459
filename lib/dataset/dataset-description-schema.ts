import { z } from "zod";
import { noteSchema } from "../prediction";
import { type DatasetDescription, longestDescriptionText } from "./dataset-description";

const text = noteSchema.max(longestDescriptionText);

/** One text in both languages; empty where nobody wrote it. */
const textsSchema = z.strictObject({ en: text, fr: text });

export const datasetDescriptionSchema = z.strictObject({
  /** Where the rows come from. */
  source: textsSchema,
  /** Who or what decided which regions are calcifications. */
  labelling: textsSchema,
  /** What the rows cannot say. */
  limits: textsSchema,
}) satisfies z.ZodType<DatasetDescription>;
