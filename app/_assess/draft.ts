import type { FeatureKey } from "@/lib/features";

/** What stands in the form, as typed. Kept in the browser so that a reload or an outage loses nothing. */
export interface Draft {
  readonly values: Readonly<Record<FeatureKey, string>>;
  readonly caseReference: string;
  /** Sent with the draft, so that the server recognises a repetition. */
  readonly idempotencyKey: string;
  /** The key went out once: it belongs to exactly this content from now on. */
  readonly sent: boolean;
}

export type DraftValues = Draft["values"];

export function createIdempotencyKey(): string {
  // Not randomUUID: browsers keep it back on plain http, as hospital networks have it.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function emptyValues(keys: readonly FeatureKey[]): DraftValues {
  return Object.fromEntries(keys.map((key) => [key, ""])) as DraftValues;
}

export function emptyDraft(keys: readonly FeatureKey[]): Draft {
  return {
    values: emptyValues(keys),
    caseReference: "",
    idempotencyKey: createIdempotencyKey(),
    sent: false,
  };
}

/** The draft with other content; content that never went out may keep its key. */
export function editDraft(draft: Draft, change: Partial<Pick<Draft, "values" | "caseReference">>): Draft {
  return {
    ...draft,
    ...change,
    ...(draft.sent ? { idempotencyKey: createIdempotencyKey(), sent: false } : {}),
  };
}

/** The same content as a new case: the next submission is another one. */
export function renewDraft(draft: Draft): Draft {
  return { ...draft, idempotencyKey: createIdempotencyKey(), sent: false };
}

export function isEmptyDraft(draft: Draft): boolean {
  return draft.caseReference === "" && Object.values(draft.values).every((value) => value === "");
}

/** A draft as stored earlier; `null` if there is none or it is not one of ours. */
export function readStoredDraft(stored: string | null, keys: readonly FeatureKey[]): Draft | null {
  if (stored === null) return null;
  try {
    const { values, caseReference, idempotencyKey, sent } = JSON.parse(stored) as Partial<Draft>;
    if (typeof caseReference !== "string" || typeof idempotencyKey !== "string") return null;
    if (typeof values !== "object" || keys.some((key) => typeof values[key] !== "string")) return null;
    const known = Object.fromEntries(keys.map((key) => [key, values[key]])) as DraftValues;
    return { values: known, caseReference, idempotencyKey, sent: sent === true };
  } catch {
    return null;
  }
}
