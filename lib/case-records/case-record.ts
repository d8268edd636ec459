import { z } from "zod";
import { caseReferenceSchema } from "../prediction";
import { askedEraseReasons } from "./erase-reasons";

/** Which case: by its whole reference. */
export const namedCaseSchema = z.strictObject({ caseReference: caseReferenceSchema });
export type NamedCase = z.infer<typeof namedCaseSchema>;

export type AskedEraseReason = (typeof askedEraseReasons)[number];

export const eraseCaseSchema = namedCaseSchema.extend({ reason: z.enum(askedEraseReasons) });
export type EraseCase = z.infer<typeof eraseCaseSchema>;

const count = z.int().min(0);

/** What is held on a case. */
export const heldCaseSchema = z.object({
  predictions: count,
  /** Recorded outcomes, corrections among them. */
  outcomes: count,
  reviews: count,
  /** Outcomes and reviews with words of a person's. */
  notes: count,
  /** Of the predictions; `null` where there are none. */
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
});
export type HeldCase = z.infer<typeof heldCaseSchema>;

/** What was erased: the reference on so many predictions, so many notes. */
export const erasedCaseSchema = z.object({ predictions: count, notes: count });
export type ErasedCase = z.infer<typeof erasedCaseSchema>;

/** JSON has every outcome and review, CSV one line for each prediction with the latest ones. */
export const exportCaseSchema = namedCaseSchema.extend({ format: z.enum(["csv", "json"]) });
export type ExportCase = z.infer<typeof exportCaseSchema>;
