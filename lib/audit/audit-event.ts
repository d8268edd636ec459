import { z } from "zod";
import { instant } from "../prediction";
import { auditActions, auditResults, auditTargets } from "./actions";

const word = z.string().regex(/^[a-z][a-zA-Z_]{0,31}$/);
const version = z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/);

/**
 * All that an act's row can say besides who, what and where: counts, and words of closed lists. Nothing of a person.
 */
export const auditDetailsSchema = z.strictObject({
  /** Records that were shown or written. */
  count: z.int().min(0).optional(),
  /** Names of the filters that were set, never what they were set to. */
  filters: z.array(word).max(12).optional(),
  /** Version that a name pointed at before and after; `null` where at none. */
  from: version.nullable().optional(),
  to: version.nullable().optional(),
  /** Of an account. */
  roleBefore: word.optional(),
  roleAfter: word.optional(),
  /** Why it was denied or failed, as a code. */
  reason: word.optional(),
  /** Opaque id of the session or key that the act came by. */
  credential: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,128}$/)
    .optional(),
  format: z.enum(["csv", "fhir", "json"]).optional(),
});
export type AuditDetails = z.infer<typeof auditDetailsSchema>;

export const auditEventSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ id: z.string(), name: z.string(), role: z.string() }),
  action: z.enum(auditActions),
  target: z.object({ type: z.enum(auditTargets), id: z.string() }).nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  result: z.enum(auditResults),
  details: auditDetailsSchema,
  /** Its place in the chain; `null` until it is sealed, which takes seconds. */
  sequence: z.int().min(1).nullable(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** Ids as they stand in a row: no blanks, so that no text of a person's passes for one. */
const opaqueId = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, "an id has letters, digits and . _ : -");

export const auditFiltersSchema = z.strictObject({
  /** Inclusive. */
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
  actor: opaqueId.optional(),
  action: z.enum(auditActions).optional(),
  target: opaqueId.optional(),
  result: z.enum(auditResults).optional(),
});
export type AuditFilters = z.infer<typeof auditFiltersSchema>;

export const listAuditSchema = auditFiltersSchema.extend({
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(200).nullish(),
});
export type ListAudit = z.infer<typeof listAuditSchema>;

export const auditPageSchema = z.object({
  items: z.array(auditEventSchema),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** The end of the chain; `null` while nothing is sealed. */
export const auditHeadSchema = z
  .object({
    sequence: z.int().min(1),
    /** SHA-256, in hex. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    sealedAt: z.iso.datetime(),
  })
  .nullable();
export type AuditHead = z.infer<typeof auditHeadSchema>;
