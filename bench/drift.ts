import { driftMeasures } from "../lib/drift/drift-measures";
import { wilson } from "../lib/evaluation/intervals";
import { type FeatureKey, featureKeys } from "../lib/features";
import { createRandom } from "../lib/random";
import type { BenchRow } from "./bench";
import { detectionDays } from "./drift-delay";
import { type Dealing, dealtAnew, saidBy } from "./drift-joint";
import { modelInTheLoop } from "./drift-model-loop";
import { type DriftRows, toDriftRows } from "./drift-rows";
import { type Shift, shifted, simulate, type Tally } from "./drift-simulation";
import { type DriftSource, driftSource } from "./drift-source";

const mostAlarms = 0.05;
const leastFound = 0.95;
const windows = { unchanged: 2000, shifted: 400, dealt: 400 };

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function between(hits: number, of: number): string {
  const { low, high } = wilson(hits, of) ?? { low: 0, high: 1 };
  return `${percent(hits / of)} (${percent(low)} to ${percent(high)})`;
}

interface Said {
  readonly name: string;
  readonly hits: number;
  readonly of: number;
  readonly bound: number;
  readonly note: string;
}

/** A share of windows beside the one it must not exceed, or not fall below. */
function toRow({ name, hits, of, bound, note }: Said): BenchRow {
  const share = hits / of;
  return {
    name,
    ...{ ours: 100 * share, theirs: 100 * bound, unit: "% of windows", ratio: share / bound },
    note: `${between(hits, of)} of ${of} windows; ${note}`,
  };
}

function unchangedRow(name: string, tally: Tally): BenchRow {
  const { windows: of, alarmed: hits, alarms } = tally;
  const each = driftMeasures.map((measure) => `${measure} ${percent(alarms[measure] / of)}`).join(", ");
  const note = `beyond noise, of any size, PSI or Jensen-Shannon: ${between(tally.beyondNoise, of)}; ${each}`;
  return toRow({ name, hits, of, bound: mostAlarms, note });
}

function unchanged(source: DriftSource, rows: DriftRows): BenchRow[] {
  return [100, 1000, 10_000].map((n) => {
    const setting = { reference: source.model.reference, from: rows, to: rows, windows: windows.unchanged };
    const tally = simulate({ ...setting, n, random: createRandom(1, n) });
    return unchangedRow(`drift, nothing changed, n = ${n}: alarms / at most`, tally);
  });
}

/** What the thresholds do not reckon with: a stream in which candidates come in equals. */
function clustered(source: DriftSource, rows: DriftRows): BenchRow[] {
  return [2, 4].map((alike) => {
    const setting = { reference: source.model.reference, from: rows, to: rows, windows: windows.unchanged };
    const tally = simulate({ ...setting, n: 200, alike, random: createRandom(4, alike) });
    return unchangedRow(
      `drift, nothing changed, ${alike} equal candidates in a row, n = 200: alarms / at most`,
      tally,
    );
  });
}

const moves: Record<Shift, string> = { all: "every value", above: "values above the minimum" };

function shiftedRows(source: DriftSource, rows: DriftRows): BenchRow[] {
  const { model, values, said } = source;
  const found: BenchRow[] = [];
  for (const shift of ["all", "above"] as const) {
    featureKeys.forEach((feature, column) => {
      const moved = shifted(values, model.reference, { column, shift });
      const to = toDriftRows(model.reference, moved, said);
      const random = createRandom(2, column);
      const stream = { reference: model.reference, from: rows, to, random };
      for (const n of [100, 250, 1000]) {
        const { alarms, first } = simulate({ ...stream, n, windows: windows.shifted });
        const name = `drift, ${feature} up by half a standard deviation (${moves[shift]}), n = ${n}: found / at least`;
        const note = `named first in ${percent(first[feature] / windows.shifted)}`;
        found.push(toRow({ name, hits: alarms[feature], of: windows.shifted, bound: leastFound, note }));
      }
      if (shift === "above") found.push(delayRow({ ...stream, feature }));
    });
  }
  return found;
}

function delayRow(stream: Parameters<typeof detectionDays>[0] & { feature: FeatureKey }): BenchRow {
  const days = detectionDays(stream, windows.shifted);
  const at = (share: number) => days[Math.floor(share * (days.length - 1))] as number;
  return {
    name: `drift, ${stream.feature} up by half a standard deviation (${moves.above}): days to its alarm, median / 95th percentile`,
    ...{ ours: at(0.5), theirs: at(0.95), unit: "days at 40 candidates a day", ratio: at(0.5) / at(0.95) },
    note: "windows of 200; the shift begins with any day of a window",
  };
}

const dealings: Record<Dealing, string> = {
  all: "all rows",
  stratum: "rows with the same features at their minimum",
};

/** Shifts that no histogram of a feature can show, and who finds them. */
function joint({ model, values }: DriftSource, rows: DriftRows): BenchRow[] {
  return (["all", "stratum"] as const).flatMap((dealing) =>
    featureKeys.map((feature, column) => {
      const random = createRandom(3, column);
      const dealt = dealtAnew(model, values, { column, dealing, random });
      const to = toDriftRows(model.reference, dealt, saidBy(model, dealt));
      const setting = { reference: model.reference, from: rows, to, n: 1000, random };
      const { alarms, windows: of } = simulate({ ...setting, windows: windows.dealt });
      const histograms = featureKeys.reduce((sum, key) => sum + alarms[key], 0);
      const note = `score ${percent(alarms.score / of)}, features' histograms ${percent(histograms / of)}`;
      const name = `drift, ${feature} dealt anew among ${dealings[dealing]}, n = 1000: found by support / at least`;
      return toRow({ name, hits: alarms.support, of, bound: leastFound, note });
    }),
  );
}

/**
 * Shares of simulated windows that alarm: with nothing changed; with nothing changed and a model in the loop; with one
 * feature shifted by half a standard deviation; with one feature dealt anew among the rows. From the published rows
 * where they have been obtained; without them only what the reference's histograms allow.
 */
export async function driftBench(): Promise<BenchRow[]> {
  const source = await driftSource();
  const { model, values, said, dataset } = source;
  const rows = toDriftRows(model.reference, values, said);
  const found = [...unchanged(source, rows), ...clustered(source, rows), ...shiftedRows(source, rows)];
  if (dataset !== null) {
    const looped = await modelInTheLoop(dataset, { splits: 20, sizes: [100, 1000] });
    for (const [n, tally] of looped)
      found.push(
        unchangedRow(`drift, models of one half, windows of the other, n = ${n}: alarms / at most`, tally),
      );
    found.push(...joint(source, rows));
  }
  return found.map((row) => ({ ...row, note: `${row.note}; ${source.name}` }));
}
