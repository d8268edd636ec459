import { z } from "zod";
import { fileNameSchema, uploadedFileSchema } from "../uploaded-file";
import { noDescription } from "./dataset-description";
import { datasetProfileSchema } from "./dataset-profile";
import { datasetDescriptionSchema } from "./description-schema";

/** SHA-256 in hex of a file's bytes: the name under which it is kept. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a data set came from: with a model, from the folder at home, over the page, or from recorded outcomes. */
const datasetOrigins = ["model", "home", "upload", "outcomes"] as const;

export const askDatasetSchema = z.strictObject({ sha256 });
export type AskDataset = z.infer<typeof askDatasetSchema>;

export const listDatasetsSchema = z.strictObject({
  limit: z.int().min(1).max(100).default(25),
  /** The `nextCursor` of the page before. */
  cursor: z.string().min(1).max(200).nullish(),
});
export type ListDatasets = z.infer<typeof listDatasetsSchema>;

export const uploadDatasetSchema = uploadedFileSchema.extend({
  /** What is known of the rows; where a file that is kept already was described, those words stay as they are. */
  description: datasetDescriptionSchema.default(noDescription),
});
export type UploadDataset = z.input<typeof uploadDatasetSchema>;

export const describeDatasetSchema = z.strictObject({ sha256, description: datasetDescriptionSchema });
export type DescribeDataset = z.infer<typeof describeDatasetSchema>;

export const takeHomeFileSchema = z.strictObject({ name: fileNameSchema });
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
export const describedDatasetSchema = datasetProfileSchema.extend({
  stored: storedDatasetSchema,
  description: datasetDescriptionSchema,
});
export type DescribedDataset = z.infer<typeof describedDatasetSchema>;

/** What came of a file that was sent or taken. */
export const takenDatasetSchema = storedDatasetSchema.extend({
  /** Whether its rows were here already. */
  alreadyKept: z.boolean(),
  /** Whether another description stood here and stayed, and the one that came along was not stored. */
  descriptionStayed: z.boolean(),
});
export type TakenDataset = z.infer<typeof takenDatasetSchema>;

export const homeFilesSchema = z.object({
  /** By name. */
  items: z.array(z.object({ name: z.string(), bytes: z.int().nonnegative(), modifiedAt: z.iso.datetime() })),
  /** Files there beyond the listed ones. */
  more: z.int().nonnegative(),
});
export type HomeFiles = z.infer<typeof homeFilesSchema>;
