import { z } from "zod";
import { daySchema } from "../day";
import { outcomes } from "../outcome";
import { uploadedFileSchema } from "../uploaded-file";
import { faultsShown, importColumns } from "./import-columns";

/** Most lines of one file. */
export const importLineLimit = 100_000;
/** Most lines that a preview shows. */
export const linesShown = 20;

export const previewImportSchema = z.strictObject({ file: uploadedFileSchema });
export type PreviewImport = z.infer<typeof previewImportSchema>;

export const importOutcomesSchema = z.strictObject({
  file: uploadedFileSchema,
  /** Whether a file with faulty lines is refused, or its other lines are taken. */
  faultyLines: z.enum(["refuse", "leave_out"]),
  /** Of the file's bytes, in hex, as the preview gave it: nothing is written that nobody has seen. */
  fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ImportOutcomes = z.infer<typeof importOutcomesSchema>;

export type ImportColumn = (typeof importColumns)[number];
export const requiredColumns = ["id", "outcome"] as const satisfies readonly ImportColumn[];

const lineFaults = [
  "malformed_id",
  "unknown_id",
  "repeated_id",
  "unknown_outcome",
  "impossible_date",
  "before_prediction",
  "in_future",
  "note_too_long",
  "note_characters",
  "too_many_cells",
] as const;

const lineFaultSchema = z.object({
  /** Counted from 1, as editors do; of a line with breaks in quotes, where it begins. */
  line: z.int().min(1),
  column: z.enum(importColumns).nullable(),
  /** What stands there, to 40 characters; `null` for a note, which is not repeated. */
  value: z.string().nullable(),
  fault: z.enum(lineFaults),
  /** The day, the other line or the number of characters that the fault is measured by. */
  limit: z.string().nullable(),
});
export type LineFault = z.infer<typeof lineFaultSchema>;

/** What a line does: the first outcome of its prediction, another one than holds now, or nothing new. */
const changes = ["new", "correction", "unchanged"] as const;

const previewedLineSchema = z.object({
  line: z.int().min(1),
  id: z.uuid(),
  change: z.enum(changes),
  /** What holds now. */
  from: z.enum(outcomes).nullable(),
  to: z.enum(outcomes),
  observedOn: daySchema.nullable(),
  note: z.string().nullable(),
});
export type PreviewedLine = z.infer<typeof previewedLineSchema>;

const count = z.int().min(0);

const importCountsSchema = z.object({ new: count, corrections: count, unchanged: count, faulty: count });
export type ImportCounts = z.infer<typeof importCountsSchema>;

export const importPreviewSchema = z.object({
  fileSha256: z.string(),
  counts: importCountsSchema,
  /** The corrections by what they change; the same outcome twice where only day or note are new. */
  corrections: z.array(z.object({ from: z.enum(outcomes), to: z.enum(outcomes), lines: z.int().min(1) })),
  /** Headers of columns that are not read. */
  ignoredColumns: z.array(z.string()),
  /** The first lines without a fault. */
  lines: z.array(previewedLineSchema).max(linesShown),
  /** The first faults, in the order of the lines. */
  faults: z.array(lineFaultSchema).max(faultsShown),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importResultSchema = z.object({ counts: importCountsSchema });
export type ImportResult = z.infer<typeof importResultSchema>;
