import type { FeatureKey } from "@/lib/features";
import { tabStorage } from "../_session/personal-storage";
import { createIdempotencyKey } from "../_trpc/idempotency-key";
import { type Draft, isEmptyDraft, readStoredDraft } from "./draft";

/** In the tab's own storage its draft; in the one that all tabs share, the draft that was typed last in any. */
const storageKey = "microcalc.draft";
const lockOf = (holder: string) => `${storageKey}.${holder}`;

let holder: string | null = null;

/** Who this page is for other tabs. They see by its lock that it is still there. */
function holderHere(): string {
  if (holder !== null) return holder;
  holder = createIdempotencyKey();
  // Only where the page is encrypted; without locks a new tab begins with a copy.
  void navigator.locks?.request(lockOf(holder), () => new Promise(() => {}));
  return holder;
}

function holderOf(stored: string | null): unknown {
  try {
    return (JSON.parse(stored ?? "{}") as { readonly holder?: unknown }).holder;
  } catch {
    return null;
  }
}

export function keepDraft(draft: Draft): void {
  try {
    const here = holderHere();
    tabStorage().setItem(storageKey, JSON.stringify(draft));
    // An empty form does not replace another draft.
    if (isEmptyDraft(draft) && holderOf(localStorage.getItem(storageKey)) !== here) return;
    localStorage.setItem(storageKey, JSON.stringify({ ...draft, holder: here }));
  } catch {
    // Storage is full or forbidden: the form works without.
  }
}

/** The draft of this tab; `null` without one. */
export function ownDraft(keys: readonly FeatureKey[]): Draft | null {
  try {
    return readStoredDraft(tabStorage().getItem(storageKey), keys);
  } catch {
    return null;
  }
}

/** The draft that was typed last in this browser. */
export function lastDraft(keys: readonly FeatureKey[]): Draft | null {
  try {
    return readStoredDraft(localStorage.getItem(storageKey), keys);
  } catch {
    return null;
  }
}

/** The same, where the page it was typed in is no longer there. */
export async function abandonedDraft(keys: readonly FeatureKey[]): Promise<Draft | null> {
  const draft = lastDraft(keys);
  if (draft === null) return null;
  const lock = lockOf(String(holderOf(localStorage.getItem(storageKey))));
  const locks = await navigator.locks?.query();
  return locks?.held?.some(({ name }) => name === lock) ? null : draft;
}
