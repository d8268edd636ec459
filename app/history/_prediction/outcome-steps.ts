import type { Outcome, RecordedOutcome } from "@/lib/prediction";

export interface OutcomeStep {
  readonly record: RecordedOutcome;
  /** The outcome this record put aside; `null` where it added to the same one or was the first. */
  readonly replaced: Outcome | null;
}

/** What each record did to the one before it; newest first, as they come. */
export function outcomeSteps(outcomes: readonly RecordedOutcome[]): OutcomeStep[] {
  return outcomes.map((record, index) => {
    const before = outcomes[index + 1]?.outcome ?? null;
    return { record, replaced: before === record.outcome ? null : before };
  });
}
