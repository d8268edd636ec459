import { z } from "zod";
import { daySchema, timeZoneSchema } from "../day";
import { outcomes } from "../outcome";
import { uploadedFileSchema } from "../uploaded-file";
import { dateOrders, faultsShown, importColumns } from "./literals";

/** Most lines of one file. */
export const importLineLimit = 100_000;
/** Most lines that a preview shows. */
export const linesShown = 20;

/** How a date may be written: 2026-01-31, or one of those. */
const dateForms = ["year_first", ...dateOrders] as const;
export type DateForm = (typeof dateForms)[number];

export const previewImportSchema = z.strictObject({
  file: uploadedFileSchema,
  /** In which the file's days are days, where a line names no other; UTC where it is left out. */
  timeZone: timeZoneSchema.optional(),
  /** How dates such as 03/04/2026 are meant, where no date of the file shows it. */
  dateOrder: z.enum(dateOrders).optional(),
});
export type PreviewImport = z.infer<typeof previewImportSchema>;

export const importOutcomesSchema = previewImportSchema.extend({
  /** Whether a file with faulty lines is refused, or its other lines are taken. */
  faultyLines: z.enum(["refuse", "leave_out"]),
  /** Of the file's bytes, in hex, as the preview gave it: nothing is written that nobody has seen. */
  fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ImportOutcomes = z.infer<typeof importOutcomesSchema>;

export type ImportColumn = (typeof importColumns)[number];
export const requiredColumns = ["id", "outcome"] as const satisfies readonly ImportColumn[];
/** What the history's export calls them, where that is another name: its file can be filled in and imported. */
export const exportedColumns = {
  id: "id",
  outcome: "outcome",
  date: "outcomeObservedOn",
  note: "outcomeNote",
  timeZone: "outcomeTimeZone",
} as const satisfies Record<ImportColumn, string>;

/** How a file has been read. */
const fileReadingSchema = z.object({
  separator: z.enum(["comma", "semicolon", "tab"]),
  encoding: z.enum(["utf-8", "windows-1252"]),
  /** Those that its dates have; none where it has no date. */
  dateForms: z.array(z.enum(dateForms)),
  /** Some dates may be read with the day or the month first, and no other shows which: `dateOrder` says it. */
  datesAreAmbiguous: z.boolean(),
  timeZone: z.string(),
});
export type FileReading = z.infer<typeof fileReadingSchema>;

const lineFaults = [
  "malformed_id",
  "unknown_id",
  "repeated_id",
  "unknown_outcome",
  "impossible_date",
  "ambiguous_date",
  "short_year",
  "unknown_time_zone",
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
  timeZone: z.string(),
  note: z.string().nullable(),
});
export type PreviewedLine = z.infer<typeof previewedLineSchema>;

const count = z.int().min(0);

const importCountsSchema = z.object({
  ...{ new: count, corrections: count, unchanged: count, faulty: count },
  /** Lines that name a prediction and say nothing of it, as in an export that has not been filled in to the end. */
  blank: count,
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

export const importPreviewSchema = z.object({
  fileSha256: z.string(),
  reading: fileReadingSchema,
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
