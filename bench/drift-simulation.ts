import { type DriftMeasure, driftMeasures } from "../lib/drift/drift-measures";
import { judgeWindow, type WindowFindings } from "../lib/drift/drift-reference";
import type { HistogramFinding, ShareFinding } from "../lib/drift/drift-report";
import { isAlarm } from "../lib/drift/drift-verdict";
import { featureKeys } from "../lib/features";
import type { Reference } from "../lib/model/card";
import { type Random, randomInteger } from "../lib/random";
import { countRows, type DriftRows, referenceOf } from "./drift-rows";

/** What simulated windows came to. */
export interface Tally {
  windows: number;
  /** Windows with an alarm of any measure; with a PSI or JS distance or share beyond its noise, however small. */
  alarmed: number;
  beyondNoise: number;
  /** Windows with an alarm of the measure, and windows in which it is the furthest above its threshold. */
  readonly alarms: Record<DriftMeasure, number>;
  readonly first: Record<DriftMeasure, number>;
}

const zeros = () => Object.fromEntries(driftMeasures.map((key) => [key, 0])) as Record<DriftMeasure, number>;

export const newTally = (): Tally => ({
  windows: 0,
  alarmed: 0,
  beyondNoise: 0,
  alarms: zeros(),
  first: zeros(),
});

function findingOf({ features, said }: WindowFindings, measure: DriftMeasure) {
  const other = measure === "score" || measure === "support";
  return other ? (said?.[measure] ?? null) : features[measure];
}

const levelsOf = (finding: HistogramFinding | ShareFinding) =>
  "share" in finding ? [finding.share] : [finding.psi, finding.jensenShannon];

/** How far above its threshold a measure is; 1 is at it. */
function ratioOf(finding: HistogramFinding | ShareFinding | null): number {
  const level = finding && levelsOf(finding)[0];
  return level ? level.value / level.threshold : 0;
}

const isBeyondNoise = (finding: HistogramFinding | ShareFinding | null) =>
  finding !== null && levelsOf(finding).some((level) => level !== null && level.value > level.noise);

export function add(tally: Tally, findings: WindowFindings): void {
  const found = driftMeasures.map((measure) => findingOf(findings, measure));
  const ratios = found.map(ratioOf);
  tally.windows += 1;
  driftMeasures.forEach((measure, i) => {
    if (isAlarm(found[i]?.verdict ?? "too_few")) tally.alarms[measure] += 1;
  });
  if (found.some((finding) => isAlarm(finding?.verdict ?? "too_few"))) tally.alarmed += 1;
  if (found.some(isBeyondNoise)) tally.beyondNoise += 1;
  const furthest = driftMeasures[ratios.indexOf(Math.max(...ratios))];
  if (furthest !== undefined) tally.first[furthest] += 1;
}

export const drawPlaces = (rows: number, n: number, random: Random): Int32Array =>
  Int32Array.from({ length: n }, () => randomInteger(random, rows));

export interface Simulation {
  /** Bounds of the bins. */
  readonly reference: Reference;
  readonly from: DriftRows;
  /** Candidates of the windows: `from` itself where nothing changes. */
  readonly to: DriftRows;
  readonly windows: number;
  /** Candidates a window. */
  readonly n: number;
  /** How many candidates in a row are one and the same; 1 if not given. */
  readonly alike?: number;
  readonly random: Random;
}

/** Windows against a reference that is drawn anew for each of them, as large as it is, so that both are as they fall. */
export function simulate({ reference, from, to, windows, n, alike = 1, random }: Simulation): Tally {
  const tally = newTally();
  for (let window = 0; window < windows; window++) {
    const counted = countRows(from, drawPlaces(from.rows, from.rows, random));
    const drawn = referenceOf(reference, counted.inputs, counted.said);
    const places = drawPlaces(to.rows, Math.ceil(n / alike), random);
    const repeated = Int32Array.from({ length: n }, (_, i) => places[Math.floor(i / alike)] as number);
    add(tally, judgeWindow(drawn, countRows(to, repeated)));
  }
  return tally;
}

/** Which values of a shifted feature move: every one, or those above the minimum, whose spike then stays. */
export type Shift = "all" | "above";

const width = featureKeys.length;

function standardDeviation(values: Float64Array, column: number): number {
  const rows = values.length / width;
  let [sum, squares] = [0, 0];
  for (let at = column; at < values.length; at += width) {
    sum += values[at] as number;
    squares += (values[at] as number) ** 2;
  }
  return Math.sqrt(squares / rows - (sum / rows) ** 2);
}

/** The values with one feature higher by half its standard deviation. */
export function shifted(
  values: Float64Array,
  { features }: Reference,
  { column, shift }: { readonly column: number; readonly shift: Shift },
): Float64Array {
  const by = standardDeviation(values, column) / 2;
  const min = features[column]?.min as number;
  return values.map((value, at) =>
    at % width !== column || (shift === "above" && value === min) ? value : value + by,
  );
}
