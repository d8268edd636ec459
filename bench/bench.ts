/** One comparison: medians over paired runs. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  /** Median of `ours / theirs` over the pairs. */
  readonly ratio: number;
  readonly note?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The values between which the middle half lies. */
function quartiles(values: readonly number[]): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return [median(sorted.slice(0, half)), median(sorted.slice(-half))];
}

export interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

/** Runs both sides in turn, ours first and last in every other pair, so that a drifting machine hits both. */
export async function paired(
  pairs: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Pair[]> {
  const measured: Pair[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    if (pair % 2 === 0) {
      const a = await ours();
      measured.push({ ours: a, theirs: await theirs() });
    } else {
      const b = await theirs();
      measured.push({ ours: await ours(), theirs: b });
    }
  }
  return measured;
}

/** The row of a paired measurement, with the spread of its ratio. */
export function toRow(name: string, unit: string, pairs: readonly Pair[]): BenchRow {
  const ratios = pairs.map(({ ours, theirs }) => ours / theirs);
  const [low, high] = quartiles(ratios).map((ratio) => ratio.toFixed(3));
  const range = `${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`;
  const spread = `ratio ${range} in ${pairs.length} pairs, half of them ${low} to ${high}`;
  return {
    name,
    unit,
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(ratios),
    note: spread,
  };
}
