import { z } from "zod";
import { modelVersionSchema } from "../model/version";
import { idempotencyKeySchema } from "../prediction";
import { trainingOptionsSchema } from "./training-options";

export const trainingStatuses = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export type TrainingStatus = (typeof trainingStatuses)[number];

/** What a run does, in this order; `registering` is done when it has ended. */
const trainingPhases = ["growing", "interval", "holding_out", "describing", "registering"] as const;
export type TrainingPhase = (typeof trainingPhases)[number];

/**
 * Why a run failed: `not_trainable`, the rows do not allow what was asked for, `detail` says what in English;
 * `data_missing`, the rows are no longer kept; `memory`, the thread ran out of it; `too_long`, it took longer than a
 * run may; `internal`, a fault of ours, found in the log of the server.
 */
const trainingFailures = ["not_trainable", "data_missing", "memory", "too_long", "internal"] as const;
export type TrainingFailure = (typeof trainingFailures)[number];

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An operating point of one's own; `value` is the least recall or precision, or the threshold itself. */
const pointSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  kind: z.enum(["recall", "precision", "threshold"]),
  value: z.number().min(0.001).max(1),
});
export type RequestedPoint = z.infer<typeof pointSchema>;

const noteSchema = z
  .string()
  .trim()
  .max(500)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u);

export const startTrainingSchema = z.strictObject({
  /** Made with the form, so that a double click starts one run. */
  idempotencyKey: idempotencyKeySchema,
  dataset: sha256,
  /** `include` adds the predictions whose outcome is known to the rows, as a data set of its own. */
  outcomes: z.enum(["leave_out", "include"]).default("leave_out"),
  options: trainingOptionsSchema.prefault({}),
  points: z
    .array(pointSchema)
    .max(8)
    .refine((points) => new Set(points.map(({ name }) => name)).size === points.length)
    .default([]),
  note: noteSchema.optional(),
});
export type StartTraining = z.infer<typeof startTrainingSchema>;

/** Outcomes that were added to the rows: all, those that were calcifications, and those of made-up predictions. */
const includedOutcomesSchema = z.object({ added: count, positives: count, madeUp: count });
export type IncludedOutcomes = z.infer<typeof includedOutcomesSchema>;

/** What was asked for, as it is kept with the run. */
export const trainingRequestSchema = z.object({
  /** The data set that was chosen; the run's own is another one where outcomes were added. */
  base: z.object({ sha256, name: z.string() }),
  outcomes: includedOutcomesSchema.nullable(),
  options: trainingOptionsSchema,
  points: z.array(pointSchema),
  note: z.string().nullable(),
});
export type TrainingRequest = z.infer<typeof trainingRequestSchema>;

const progressSchema = z.object({ done: count, total: count });

/** One line of a run's log. */
const trainingEventSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("queued") }),
  z.object({ kind: z.literal("started"), attempt: count, threads: count }),
  z.object({ kind: z.literal("phase"), phase: z.enum(trainingPhases) }),
  /** Trees grown, of all. */
  progressSchema.extend({ kind: z.literal("progress") }),
  /** An operating point that the rows do not allow. */
  z.object({ kind: z.literal("unmet"), name: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("started_over"), because: z.enum(["process_lost", "server_stopped"]) }),
  z.object({ kind: z.literal("cancel_requested"), by: z.string() }),
  z.object({ kind: z.literal("succeeded"), version: modelVersionSchema, existed: z.boolean() }),
  z.object({ kind: z.literal("failed"), failure: z.enum(trainingFailures), detail: z.string().nullable() }),
  z.object({ kind: z.literal("cancelled") }),
]);
export type TrainingEvent = z.infer<typeof trainingEventSchema>;

export const trainingLogEntrySchema = z.object({
  /** From 1, without a gap within a run. */
  sequence: z.int().positive(),
  at: z.iso.datetime(),
  event: trainingEventSchema,
});
export type TrainingLogEntry = z.infer<typeof trainingLogEntrySchema>;

export const trainingRunSchema = z.object({
  id: z.uuid(),
  status: z.enum(trainingStatuses),
  /** What is trained on. */
  dataset: z.object({ sha256, name: z.string() }),
  request: trainingRequestSchema,
  createdAt: z.iso.datetime(),
  /** When it was last begun. */
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  startedBy: z.object({ id: z.string(), name: z.string() }),
  /** Times it was begun. */
  attempts: count,
  cancelRequested: z.boolean(),
  /** Trees grown since it was last begun; `null` before the first. */
  progress: progressSchema.nullable(),
  resultVersion: modelVersionSchema.nullable(),
});
export type TrainingRun = z.infer<typeof trainingRunSchema>;

export const listTrainingSchema = z.strictObject({
  limit: z.int().min(1).max(100).default(25),
  /** The `nextCursor` of the page before. */
  cursor: z.string().min(1).max(200).nullish(),
});
export type ListTraining = z.infer<typeof listTrainingSchema>;

export const trainingPageSchema = z.object({
  items: z.array(trainingRunSchema),
  nextCursor: z.string().nullable(),
});
export type TrainingPage = z.infer<typeof trainingPageSchema>;

export const trainingRunIdSchema = z.strictObject({ id: z.uuid() });

export const followTrainingSchema = trainingRunIdSchema.extend({
  /** Number of the last line that has been seen; what follows it is sent. */
  lastEventId: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullish(),
});

/** What one can train on, and what could be added. */
export const trainingMaterialSchema = z.object({
  /** Kept data sets with their rows, the latest first, at most 200. */
  datasets: z.array(
    z.object({
      sha256,
      name: z.string(),
      rows: count,
      positives: count,
      /** Whether it holds recorded outcomes already: these are not added twice. */
      holdsOutcomes: z.boolean(),
    }),
  ),
  outcomes: includedOutcomesSchema,
  /** The operator's command that fetches the published data set, as it is typed where this server runs. */
  fetchCommand: z.string(),
});
export type TrainingMaterial = z.infer<typeof trainingMaterialSchema>;
