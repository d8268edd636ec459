import type { FeatureKey } from "@/lib/features";
import type { Opinion } from "@/lib/prediction";

/** What stands in the form, as typed. Kept in the browser so that a reload or an outage loses nothing. */
export interface Draft {
  readonly values: Readonly<Record<FeatureKey, string>>;
  readonly caseReference: string;
  /** What the reader thinks before the answer; `null` while it is not asked for or not given. */
  readonly firstOpinion: Opinion | null;
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
    firstOpinion: null,
    idempotencyKey: createIdempotencyKey(),
    sent: false,
  };
}

/** The draft with other content; content that never went out may keep its key. */
export function editDraft(
  draft: Draft,
  change: Partial<Pick<Draft, "values" | "caseReference" | "firstOpinion">>,
): Draft {
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

/** After an answer: the same content, but an opinion given before it is none of what comes after. */
export function answeredDraft(draft: Draft): Draft {
  return { ...renewDraft(draft), firstOpinion: null };
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
    const { values, caseReference, firstOpinion, idempotencyKey, sent } = JSON.parse(
      stored,
    ) as Partial<Draft>;
    if (typeof caseReference !== "string" || typeof idempotencyKey !== "string") return null;
    if (typeof values !== "object" || keys.some((key) => typeof values[key] !== "string")) return null;
    const known = Object.fromEntries(keys.map((key) => [key, values[key]])) as DraftValues;
    const rest = { caseReference, firstOpinion: readOpinion(firstOpinion), idempotencyKey };
    return { values: known, ...rest, sent: sent === true };
  } catch {
    return null;
  }
}
