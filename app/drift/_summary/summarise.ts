import type { DriftMeasure } from "../../../lib/drift/drift-measures";
import type { DriftReport, DriftWindow } from "../../../lib/drift/drift-report";
import type { DriftVerdict } from "../../../lib/drift/drift-verdict";
import { isAlarm } from "../../../lib/drift/drift-verdict";

/** What one sentence can say of a report. */
export type Summary =
  | { readonly kind: "nothing" }
  | { readonly kind: "too_few"; readonly waiting: number }
  | { readonly kind: "steady"; readonly n: number; readonly measures: number; readonly slight: number }
  | {
      readonly kind: "moved";
      readonly moved: readonly DriftMeasure[];
      /** The earliest of their beginnings, and whether all have that one. */
      readonly since: string;
      readonly together: boolean;
      /** It may have begun before the first window that is shown. */
      readonly orEarlier: boolean;
      readonly others: number;
      readonly n: number;
    };

interface Judged {
  readonly measure: DriftMeasure;
  readonly verdict: DriftVerdict;
  readonly since: string | null;
}

/** Measures with a verdict in the latest window that has enough candidates. */
function judgedIn({ measures }: DriftReport, latest: number): Judged[] {
  return measures.flatMap((one) => {
    if (one.kind === "missing") return [];
    const verdict = one.series[latest]?.verdict ?? "too_few";
    return verdict === "too_few" ? [] : [{ measure: one.measure, verdict, since: one.since }];
  });
}

export function summarise(report: DriftReport): Summary {
  const { windows, latest, waiting } = report;
  const shown: DriftWindow | undefined = latest === null ? undefined : windows[latest];
  if (latest === null || shown === undefined) {
    const seen = waiting + windows.reduce((most, { n }) => Math.max(most, n), 0);
    return seen === 0 ? { kind: "nothing" } : { kind: "too_few", waiting: seen };
  }
  const judged = judgedIn(report, latest);
  const moved = judged.filter(({ verdict }) => isAlarm(verdict));
  const beginnings = moved.flatMap(({ since }) => (since === null ? [] : [since])).sort();
  const [since] = beginnings;
  if (since === undefined) {
    const slight = judged.filter(({ verdict }) => verdict === "slight").length;
    return { kind: "steady", n: shown.n, measures: judged.length, slight };
  }
  return {
    kind: "moved",
    moved: moved.map(({ measure }) => measure),
    since,
    together: beginnings.at(-1) === since,
    orEarlier: since === windows[0]?.from,
    others: judged.length - moved.length,
    n: shown.n,
  };
}
