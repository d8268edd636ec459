import { dayOf } from "../lib/calendar";
import type { Label } from "../lib/prediction";
import { readerZone } from "./browser";

/** What is read of a line of the history's export. */
export interface ExportedPrediction {
  readonly id: string;
  readonly createdAtUtc: string;
  readonly label: Label;
}

export interface KnownOutcome {
  readonly id: string;
  readonly outcome: Label;
  /** The day it was found out, in the reader's zone. */
  readonly date: string;
}

/** The outcome of every so many is not what the model said. */
const wrongEvery = 40;

/** Outcomes as somebody brings them from elsewhere. */
export function outcomesFor(predictions: readonly ExportedPrediction[]): KnownOutcome[] {
  return predictions.map(({ id, createdAtUtc, label }, i) => {
    const other = label === "calcification" ? "not_calcification" : "calcification";
    return {
      id,
      outcome: i % wrongEvery === 7 ? other : label,
      date: dayOf(new Date(createdAtUtc), readerZone),
    };
  });
}

/** As a spreadsheet writes it; after them a line that says nothing known of a prediction. */
export function outcomeFile(
  known: readonly KnownOutcome[],
  { faultyId, separator }: { readonly faultyId: string; readonly separator: "," | ";" },
): Buffer {
  const lines = known.map(({ id, outcome, date }) => [
    id,
    outcome,
    date,
    '"seen again; same place, same size"',
  ]);
  const cells = [["id", "outcome", "date", "note"], ...lines, [faultyId, "benign", "", ""]];
  return Buffer.from(`\ufeff${cells.map((line) => line.join(separator)).join("\r\n")}\r\n`);
}
