import type { AskDrift, DriftReport } from "../../lib/drift/drift-report";
import type { Dependencies } from "./dependencies";

export async function driftReport(_deps: Dependencies, _ask: AskDrift): Promise<DriftReport> {
  throw new Error("to come");
}

/** The report with its usual windows, up to now: what is exported as metrics. */
export async function latestDrift(deps: Dependencies): Promise<DriftReport> {
  return driftReport(deps, { by: "count", size: 200 });
}
