import { featureKeys } from "../features";
import { type DriftBins, gather } from "./drift-bins";
import { type DriftReference, judgeWindow, type WindowCounts, type WindowFindings } from "./drift-reference";
import type { DriftMeasureReport, DriftWindow, HistogramMeasure } from "./drift-report";
import type { DriftVerdict } from "./drift-verdict";
import { isAlarm } from "./drift-verdict";

/** A window with all that is counted in it. */
export interface CountedWindow extends Pick<DriftWindow, "from"> {
  readonly counts: WindowCounts;
}

interface Judged {
  readonly windows: readonly CountedWindow[];
  readonly findings: readonly WindowFindings[];
  /** Place of the window that verdicts are of. */
  readonly latest: number | null;
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/**
 * First day of the unbroken run of alarms that ends at the latest window. Windows with too few candidates say
 * nothing: they neither break a run nor begin one.
 */
function sinceOf(verdicts: readonly DriftVerdict[], { windows, latest }: Judged): string | null {
  let since: string | null = null;
  for (let at = latest ?? -1; at >= 0; at--) {
    const verdict = verdicts[at] ?? "too_few";
    if (verdict === "too_few") continue;
    if (!isAlarm(verdict)) break;
    since = windows[at]?.from ?? null;
  }
  return since;
}

function binsOf(
  { hasSpike, edges, counts }: DriftBins,
  current: readonly number[],
): HistogramMeasure["bins"] {
  const rows = total(counts);
  const n = total(current);
  return counts.map((count, bin) => {
    const at = hasSpike ? bin - 1 : bin;
    const atMinimum = at < 0;
    return {
      atMinimum,
      from: edges[Math.max(0, at)] as number,
      to: edges[atMinimum ? 0 : at + 1] as number,
      reference: count / rows,
      current: n === 0 ? null : (current[bin] as number) / n,
    };
  });
}

interface Histogram {
  readonly measure: HistogramMeasure["measure"];
  readonly bins: DriftBins;
  readonly fine: (counts: WindowCounts) => readonly number[];
  readonly series: HistogramMeasure["series"];
}

function histogram({ measure, bins, fine, series }: Histogram, judged: Judged): HistogramMeasure {
  const shown = judged.latest === null ? undefined : judged.windows[judged.latest];
  const current = shown ? gather(bins, fine(shown.counts)) : bins.counts.map(() => 0);
  return {
    kind: "histogram",
    measure,
    referenceRows: total(bins.counts),
    bins: binsOf(bins, current),
    since: sinceOf(
      series.map(({ verdict }) => verdict),
      judged,
    ),
    series,
  };
}

function saidMeasures(said: NonNullable<DriftReference["said"]>, judged: Judged): DriftMeasureReport[] {
  const found = judged.findings.flatMap((window) => (window.said === null ? [] : [window.said]));
  const score = found.map((window) => window.score);
  const support = found.map((window) => window.support);
  const { hits, of } = said.notInside;
  return [
    histogram(
      { measure: "score", bins: said.score, fine: (counts) => counts.said.probabilities, series: score },
      judged,
    ),
    {
      kind: "share",
      measure: "support",
      referenceRows: of,
      expected: hits / of,
      since: sinceOf(
        support.map(({ verdict }) => verdict),
        judged,
      ),
      series: support,
    },
  ];
}

/** Every measure over the windows, ascending; verdicts are of the window at `latest`. */
export function reportMeasures(
  reference: DriftReference,
  windows: readonly CountedWindow[],
  latest: number | null,
): DriftMeasureReport[] {
  const findings = windows.map(({ counts }) => judgeWindow(reference, counts));
  const judged = { windows, findings, latest };
  const features = featureKeys.map((feature) => {
    const series = findings.map((window) => window.features[feature]);
    const fine = ({ inputs }: WindowCounts) => inputs[feature];
    return histogram({ measure: feature, bins: reference.features[feature], fine, series }, judged);
  });
  if (reference.said !== null) return [...features, ...saidMeasures(reference.said, judged)];
  const missing = (measure: "score" | "support") =>
    ({ kind: "missing", measure, reason: "no_held_out" }) as const;
  return [...features, missing("score"), missing("support")];
}
