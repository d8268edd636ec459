import { endOfDay, startOfDay } from "../../../lib/calendar";
import type { PredictionFilters } from "../../../lib/prediction";
import type { HistorySearch } from "./history-search";

/** The filters a reader has set: all of the address but the page, and the case reference beside it. */
export interface HistoryFilters extends Omit<HistorySearch, "cursor"> {
  readonly caseReference: string | null;
}

/**
 * Turns what a reader has set into what the server takes: instants for days in this time zone, and nothing for what is
 * unset.
 */
export function toPredictionFilters(
  { from, to, ...filters }: HistoryFilters,
  timeZone: string,
): PredictionFilters {
  return {
    ...(from !== null && { from: startOfDay(from, timeZone).toISOString() }),
    ...(to !== null && { to: endOfDay(to, timeZone).toISOString() }),
    ...(filters.call !== null && { label: filters.call }),
    ...(filters.min !== null && { minProbability: filters.min }),
    ...(filters.max !== null && { maxProbability: filters.max }),
    ...(filters.outcome !== null && { outcome: filters.outcome }),
    ...(filters.model !== null && { modelVersion: filters.model }),
    ...(filters.caseReference !== null && { caseReference: filters.caseReference }),
  };
}
