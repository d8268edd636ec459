import { z } from "zod";
import { datasetProfileSchema } from "./dataset-profile";

/** SHA-256 in hex of a file's bytes: the name under which it is kept. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a data set came from: with a model, from the folder at home, over the page, or from recorded outcomes. */
const datasetOrigins = ["model", "home", "upload", "outcomes"] as const;

/** A plain name: no path, no control characters, nothing that turns the reading direction around. */
const fileName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^(?!\.{1,2}$)[^/\\\p{Cc}\p{Cs}\p{Bidi_Control}\ufeff]+$/u)
  .refine((name) => name.trim() !== "");

/** Characters of 11 MB in base64, and what a sender may have put in by mistake. */
const longestBase64 = 16 * 2 ** 20;

export const askDatasetSchema = z.strictObject({ sha256 });
export type AskDataset = z.infer<typeof askDatasetSchema>;

export const listDatasetsSchema = z.strictObject({
  limit: z.int().min(1).max(100).default(25),
  /** The `nextCursor` of the page before. */
  cursor: z.string().min(1).max(200).nullish(),
});
export type ListDatasets = z.infer<typeof listDatasetsSchema>;

export const uploadDatasetSchema = z.strictObject({
  name: fileName,
  /** The file's bytes, with padding and without line breaks. */
  base64: z
    .string()
    .max(longestBase64)
    .refine((text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)),
});
export type UploadDataset = z.infer<typeof uploadDatasetSchema>;

export const takeHomeFileSchema = z.strictObject({ name: fileName });
export type TakeHomeFile = z.infer<typeof takeHomeFileSchema>;

export const storedDatasetSchema = z.object({
  sha256,
  name: z.string(),
  origin: z.enum(datasetOrigins),
  rows: z.int().positive(),
  positives: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  /** Whether the rows are kept, or only what is known of them. */
  contentKept: z.boolean(),
});
export type StoredDataset = z.infer<typeof storedDatasetSchema>;

export const datasetPageSchema = z.object({
  items: z.array(storedDatasetSchema),
  nextCursor: z.string().nullable(),
});
export type DatasetPage = z.infer<typeof datasetPageSchema>;

/** All that is shown of a data set, with what is known of the file. */
export const describedDatasetSchema = datasetProfileSchema.extend({ stored: storedDatasetSchema });
export type DescribedDataset = z.infer<typeof describedDatasetSchema>;

/** What came of a file that was sent or taken; its rows were here already where it had been kept. */
export const takenDatasetSchema = storedDatasetSchema.extend({ alreadyKept: z.boolean() });
export type TakenDataset = z.infer<typeof takenDatasetSchema>;

export const homeFilesSchema = z.object({
  /** By name. */
  items: z.array(z.object({ name: z.string(), bytes: z.int().nonnegative(), modifiedAt: z.iso.datetime() })),
  /** Files there beyond the listed ones. */
  more: z.int().nonnegative(),
});
export type HomeFiles = z.infer<typeof homeFilesSchema>;
