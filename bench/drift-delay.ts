import { defaultWindowSize } from "../lib/drift/drift-limits";
import { judgeWindow } from "../lib/drift/drift-reference";
import { isAlarm } from "../lib/drift/drift-verdict";
import { sumCounts } from "../lib/drift/sum-counts";
import type { FeatureKey } from "../lib/features";
import { randomInteger } from "../lib/random";
import { countRows, referenceOf } from "./drift-rows";
import { drawPlaces, type Simulation } from "./drift-simulation";

const perDay = 40;
const daysOfWindow = defaultWindowSize / perDay;
/** Longer than anything found here takes. */
const mostWindows = 20;

interface Stream extends Omit<Simulation, "windows" | "n"> {
  readonly feature: FeatureKey;
}

/** Days from the first shifted candidate to the end of the window that alarms for the feature. */
function oneDelay({ reference, from, to, feature, random }: Stream): number {
  const counted = countRows(from, drawPlaces(from.rows, from.rows, random));
  const drawn = referenceOf(reference, counted.inputs, counted.said);
  // The shift begins with any day of a window.
  let unchanged = randomInteger(random, daysOfWindow);
  let days = 0;
  for (let window = 0; window < mostWindows; window++) {
    const counts = sumCounts([
      countRows(from, drawPlaces(from.rows, unchanged * perDay, random)),
      countRows(to, drawPlaces(to.rows, (daysOfWindow - unchanged) * perDay, random)),
    ]);
    days += daysOfWindow - unchanged;
    if (isAlarm(judgeWindow(drawn, counts).features[feature].verdict)) return days;
    unchanged = 0;
  }
  return Number.POSITIVE_INFINITY;
}

/** Days to detection at 40 candidates a day and windows of the usual size, ascending. */
export function detectionDays(stream: Stream, times: number): number[] {
  return Array.from({ length: times }, () => oneDelay(stream)).sort((a, b) => a - b);
}
