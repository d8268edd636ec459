"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { useSessionValue } from "../session-value";
import { historySearch } from "./history-search";
import type { HistoryFilters } from "./prediction-filters";

export interface HistoryState {
  readonly filters: HistoryFilters;
  readonly cursor: string | null;
  /** False until the browser's own part of the filters is known. */
  readonly ready: boolean;
  /** Changes filters and returns to the first page. */
  readonly change: (part: Partial<HistoryFilters>) => void;
  readonly clear: () => void;
  readonly goTo: (cursor: string | null) => void;
}

const noFilters: HistoryFilters = {
  from: null,
  to: null,
  call: null,
  min: null,
  max: null,
  outcome: null,
  model: null,
  caseReference: null,
};

/** The filters and the page: from the address, but for the case reference, which stays in this tab. */
export function useHistoryFilters(): HistoryState {
  const [{ cursor, ...search }, setSearch] = useQueryStates(historySearch, { history: "push" });
  const [caseReference, setCaseReference] = useSessionValue("caseReference");
  const { from, to, call, min, max, outcome, model } = search;

  const filters = useMemo<HistoryFilters>(
    () => ({ from, to, call, min, max, outcome, model, caseReference: caseReference ?? null }),
    [from, to, call, min, max, outcome, model, caseReference],
  );
  const change = useCallback(
    ({ caseReference: wanted, ...part }: Partial<HistoryFilters>) => {
      if (wanted !== undefined) setCaseReference(wanted);
      void setSearch({ ...part, cursor: null });
    },
    [setSearch, setCaseReference],
  );
  const clear = useCallback(() => change(noFilters), [change]);
  const goTo = useCallback((next: string | null) => void setSearch({ cursor: next }), [setSearch]);
  return { filters, cursor, ready: caseReference !== undefined, change, clear, goTo };
}
