import type { PredictionFilters } from "@/lib/prediction";
import type { HistorySearch } from "./history-search";
import { endOfLocalDay, startOfLocalDay } from "./local-day";

/** The filters a reader has set: all of the address but the page, and the case reference beside it. */
export interface HistoryFilters extends Omit<HistorySearch, "cursor"> {
  readonly caseReference: string | null;
}

/** Turns what a reader has set into what the server takes: instants for days, and nothing for what is unset. */
export function toPredictionFilters(filters: HistoryFilters): PredictionFilters {
  const from = filters.from === null ? null : startOfLocalDay(filters.from);
  const to = filters.to === null ? null : endOfLocalDay(filters.to);
  return {
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(filters.call !== null && { label: filters.call }),
    ...(filters.min !== null && { minProbability: filters.min }),
    ...(filters.max !== null && { maxProbability: filters.max }),
    ...(filters.outcome !== null && { outcome: filters.outcome }),
    ...(filters.model !== null && { modelVersion: filters.model }),
    ...(filters.caseReference !== null && { caseReference: filters.caseReference }),
  };
}
