"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { FeatureKey } from "@/lib/features";
import type { Opinion } from "@/lib/prediction";
import {
  answeredDraft,
  type Draft,
  type DraftValues,
  editDraft,
  emptyDraft,
  emptyValues,
  isEmptyDraft,
} from "./draft";
import { abandonedDraft, keepDraft, ownDraft } from "./draft-storage";
import { type FieldName, fieldId } from "./field-id";

interface DraftState {
  readonly draft: Draft;
  /** What a clearing or a filling replaced, until the next edit by hand. */
  readonly replaced: Draft | null;
  /** Storage has been read; until then there is nothing worth writing to it. */
  readonly restored: boolean;
}

/**
 * What the fields hold that a reader typed into before the page's scripts came; hydration would put nothing over it.
 */
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

const never = () => () => {};

/** The form's content, kept in this browser across reloads. `keys` must keep its identity between renders. */
export function useDraft(keys: readonly FeatureKey[]) {
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [{ draft, replaced, restored }, setState] = useState<DraftState>(() => {
    // Come back to, the page is drawn at once as it was left.
    const own = isHydrated ? ownDraft(keys) : null;
    return { draft: own ?? emptyDraft(keys), replaced: null, restored: own !== null };
  });
  // Read while rendering, before hydration resets the fields; applied after it, so that both renders agree.
  const [early] = useState(() => typedEarly(keys));

  useEffect(() => {
    const restore = (kept: Draft | null) =>
      setState((state) => {
        const isTyped = state.restored || !isEmptyDraft(state.draft);
        const found = isTyped ? state.draft : withTyped(kept ?? state.draft, early);
        return { ...state, draft: found, restored: true };
      });
    const own = ownDraft(keys);
    if (own === null) void abandonedDraft(keys).then(restore);
    else restore(own);
  }, [keys, early]);

  useEffect(() => {
    if (restored) keepDraft(draft);
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

  /** Changes what was sent under a key, unless something else stands in the form by now. */
  const changeUnder = useCallback((key: string, change: (sent: Draft) => Draft) => {
    setState((state) =>
      state.draft.idempotencyKey === key ? { ...state, draft: change(state.draft) } : state,
    );
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
          state.replaced === null
            ? state
            : { ...state, draft: editDraft(state.replaced, {}), replaced: null },
        ),
      [],
    ),
    markSent: useCallback(
      (idempotencyKey: string) =>
        setState((state) => ({ ...state, draft: { ...state.draft, idempotencyKey } })),
      [],
    ),
    changeKey: useCallback(
      (from: string, to: string) => changeUnder(from, (sent) => ({ ...sent, idempotencyKey: to })),
      [changeUnder],
    ),
    /** Once the case that was sent under this key is answered. */
    closeCase: useCallback((key: string) => changeUnder(key, answeredDraft), [changeUnder]),
  };
}
