import { z } from "zod";
import { noteSchema, personSchema } from "../prediction";
import { gateFindingSchema } from "./gate";
import { modelNameSchema } from "./name-schema";
import { championName } from "./names";
import { modelVersionSchema } from "./version";

/** Why a name was moved: 1 to 2,000 characters of text. */
const reasonSchema = noteSchema.min(1);

/** Any name but `champion`, which has a gate before it. */
const freeNameSchema = modelNameSchema.refine((name) => name !== championName);

/** The version that the page showed under the name; `null` where it showed none. */
const shownVersionSchema = modelVersionSchema.nullable();

export const askGateSchema = z.strictObject({ version: modelVersionSchema });

export const promoteSchema = z.strictObject({
  version: modelVersionSchema,
  reason: reasonSchema,
  expectedChampion: modelVersionSchema,
  /** Why it is promoted although the gate refuses it; without effect where the gate lets it pass. */
  overruleReason: reasonSchema.nullable(),
});
export type Promote = z.infer<typeof promoteSchema>;

export const rollBackSchema = z.strictObject({
  /** The version that was champion before this one, as the page showed it. */
  to: modelVersionSchema,
  reason: reasonSchema,
  expectedChampion: modelVersionSchema,
});
export type RollBack = z.infer<typeof rollBackSchema>;

export const assignSchema = z.strictObject({
  name: freeNameSchema,
  version: modelVersionSchema,
  reason: reasonSchema,
  expected: shownVersionSchema,
});
export type Assign = z.infer<typeof assignSchema>;

export const clearSchema = z.strictObject({
  name: freeNameSchema,
  reason: reasonSchema,
  expected: modelVersionSchema,
});
export type Clear = z.infer<typeof clearSchema>;

const moveKinds = ["shipped", "promote", "roll_back", "assign", "clear"] as const;

/** What stood at the gate when a version was promoted. */
export const gateRecordSchema = z.object({
  finding: gateFindingSchema,
  /** Given where the gate refused. */
  overruleReason: z.string().nullable(),
});

/** One move of a name from a version to another. */
export const modelMoveSchema = z.object({
  name: modelNameSchema,
  /** From 1, within the name. */
  sequence: z.int().min(1),
  kind: z.enum(moveKinds),
  from: z.string().nullable(),
  /** `null` where the name was taken off. */
  to: z.string().nullable(),
  reason: z.string(),
  gate: gateRecordSchema.nullable(),
  movedAt: z.iso.datetime(),
  movedBy: personSchema,
});
export type ModelMove = z.infer<typeof modelMoveSchema>;

/** Where a name points, and since which move. */
export const namedVersionSchema = z.object({
  name: modelNameSchema,
  version: z.string(),
  /** Where it goes back to: what it pointed at before, leaving out what was rolled back; `null` where nothing was. */
  previous: z.string().nullable(),
  kind: z.enum(moveKinds),
  since: z.iso.datetime(),
  by: personSchema,
  reason: z.string(),
});
export type NamedVersion = z.infer<typeof namedVersionSchema>;

export const listMovesSchema = z.strictObject({
  name: modelNameSchema.optional(),
  limit: z.int().min(1).max(100).default(25),
  cursor: z.string().min(1).max(200).nullish(),
});
export type ListMoves = z.infer<typeof listMovesSchema>;

export const modelMovePageSchema = z.object({
  items: z.array(modelMoveSchema),
  nextCursor: z.string().nullable(),
});
export type ModelMovePage = z.infer<typeof modelMovePageSchema>;
