import type { FeatureKey } from "@/lib/features";
import type { Opinion } from "@/lib/prediction";

/** What stands in the form, as typed. Kept in the browser so that a reload or an outage loses nothing. */
export interface Draft {
  readonly values: Readonly<Record<FeatureKey, string>>;
  readonly caseReference: string;
  /** What the reader thinks before the answer; `null` while it is not asked for or not given. */
  readonly firstOpinion: Opinion | null;
  /**
   * Under which exactly this content was sent, so that the server recognises a repetition; `null` before that. A copy
   * of the draft in another tab is the same case until it is edited.
   */
  readonly idempotencyKey: string | null;
}

export type DraftValues = Draft["values"];

export function emptyValues(keys: readonly FeatureKey[]): DraftValues {
  return Object.fromEntries(keys.map((key) => [key, ""])) as DraftValues;
}

export function emptyDraft(keys: readonly FeatureKey[]): Draft {
  return { values: emptyValues(keys), caseReference: "", firstOpinion: null, idempotencyKey: null };
}

/** The draft with other content, which is another case. */
export function editDraft(
  draft: Draft,
  change: Partial<Pick<Draft, "values" | "caseReference" | "firstOpinion">>,
): Draft {
  return { ...draft, ...change, idempotencyKey: null };
}

/** After an answer: the same content, but an opinion given before it is none of what comes after. */
export function answeredDraft(draft: Draft): Draft {
  return { ...draft, idempotencyKey: null, firstOpinion: null };
}

export function isEmptyDraft({ caseReference, firstOpinion, values }: Draft): boolean {
  return (
    caseReference === "" && firstOpinion === null && Object.values(values).every((value) => value === "")
  );
}

function readOpinion(stored: unknown): Opinion | null {
  return stored === "calcification" || stored === "not_calcification" || stored === "unsure" ? stored : null;
}

/** A draft as stored earlier; `null` if there is none or it is not one of ours. */
export function readStoredDraft(stored: string | null, keys: readonly FeatureKey[]): Draft | null {
  if (stored === null) return null;
  try {
    const { values, caseReference, firstOpinion, idempotencyKey } = JSON.parse(stored) as Partial<Draft>;
    if (typeof caseReference !== "string" || typeof values !== "object") return null;
    if (keys.some((key) => typeof values[key] !== "string")) return null;
    const known = Object.fromEntries(keys.map((key) => [key, values[key]])) as DraftValues;
    return {
      ...{ values: known, caseReference, firstOpinion: readOpinion(firstOpinion) },
      idempotencyKey: typeof idempotencyKey === "string" ? idempotencyKey : null,
    };
  } catch {
    return null;
  }
}
