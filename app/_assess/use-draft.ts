"use client";

import { useCallback, useEffect, useState } from "react";
import type { FeatureKey } from "@/lib/features";
import type { Opinion } from "@/lib/prediction";
import {
  answeredDraft,
  type Draft,
  type DraftValues,
  editDraft,
  emptyDraft,
  emptyValues,
  readStoredDraft,
  renewDraft,
} from "./draft";
import { type FieldName, fieldId } from "./field-id";

const storageKey = "microcalc.draft";

interface DraftState {
  readonly draft: Draft;
  /** What a clearing or a filling replaced, until the next edit by hand. */
  readonly replaced: Draft | null;
  /** Storage has been read; until then there is nothing worth writing to it. */
  readonly restored: boolean;
}

function store(draft: Draft): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the form works without.
  }
}

/** The draft as kept in this browser; `null` where there is none. */
export function restore(keys: readonly FeatureKey[]): Draft | null {
  try {
    return readStoredDraft(localStorage.getItem(storageKey), keys);
  } catch {
    return null;
  }
}

/** What the fields hold that a reader typed into before the page's scripts came; hydration would put nothing over it. */
function typedEarly(keys: readonly FeatureKey[]): Partial<Record<FieldName, string>> {
  if (typeof document === "undefined") return {};
  const typed = [...keys, "caseReference" as const].flatMap((name) => {
    const input = document.getElementById(fieldId(name));
    return input instanceof HTMLInputElement && input.value !== "" ? [[name, input.value] as const] : [];
  });
  return Object.fromEntries(typed);
}

function withTyped(draft: Draft, { caseReference, ...values }: Partial<Record<FieldName, string>>): Draft {
  if (caseReference === undefined && Object.keys(values).length === 0) return draft;
  return editDraft(draft, {
    values: { ...draft.values, ...values },
    caseReference: caseReference ?? draft.caseReference,
  });
}

/** The form's content, kept in this browser across reloads. `keys` must keep its identity between renders. */
export function useDraft(keys: readonly FeatureKey[]) {
  const [{ draft, replaced, restored }, setState] = useState<DraftState>(() => ({
    draft: emptyDraft(keys),
    replaced: null,
    restored: false,
  }));
  // Read while rendering, before hydration resets the fields; applied after it, so that both renders agree.
  const [early] = useState(() => typedEarly(keys));

  useEffect(() => {
    const kept = restore(keys);
    setState((state) => ({ ...state, draft: withTyped(kept ?? state.draft, early), restored: true }));
  }, [keys, early]);

  useEffect(() => {
    if (restored) store(draft);
  }, [draft, restored]);

  const edit = useCallback((change: (draft: Draft) => Partial<Draft>) => {
    setState((state) => ({
      ...state,
      draft: editDraft(state.draft, change(state.draft)),
      replaced: null,
    }));
  }, []);

  const replace = useCallback((change: (draft: Draft) => Partial<Draft>) => {
    setState((state) => ({
      ...state,
      draft: editDraft(state.draft, change(state.draft)),
      replaced: state.draft,
    }));
  }, []);

  return {
    draft,
    restored,
    canUndo: replaced !== null,
    setValue: useCallback(
      (key: FeatureKey, value: string) => edit(({ values }) => ({ values: { ...values, [key]: value } })),
      [edit],
    ),
    setCaseReference: useCallback((caseReference: string) => edit(() => ({ caseReference })), [edit]),
    setFirstOpinion: useCallback((firstOpinion: Opinion | null) => edit(() => ({ firstOpinion })), [edit]),
    fill: useCallback((values: DraftValues) => replace(() => ({ values, firstOpinion: null })), [replace]),
    clear: useCallback(
      () => replace(() => ({ values: emptyValues(keys), caseReference: "", firstOpinion: null })),
      [replace, keys],
    ),
    undo: useCallback(
      () =>
        setState((state) =>
          state.replaced === null ? state : { ...state, draft: renewDraft(state.replaced), replaced: null },
        ),
      [],
    ),
    markSent: useCallback(
      () => setState((state) => ({ ...state, draft: { ...state.draft, sent: true } })),
      [],
    ),
    closeCase: useCallback(() => setState((state) => ({ ...state, draft: answeredDraft(state.draft) })), []),
    renew: useCallback(() => setState((state) => ({ ...state, draft: renewDraft(state.draft) })), []),
  };
}
