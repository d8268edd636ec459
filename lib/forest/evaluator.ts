import { type PlacedRows, scoreRows } from "./block-walk";
import type { Forest } from "./forest";
import { type RankedTrees, rankTrees } from "./ranked-trees";
import { collectAnswers, layOutForRow, type RowTrees, rightOffset, scoreRow } from "./row-walk";
import { collectThresholds, placeOf } from "./thresholds";

/** A forest made ready for many questions. Rows hold numbers, never NaN; scores are in [0, 1]. */
export interface Evaluator {
  /** The score of one row of shape (features,): to the last bit what `predictOne` says. */
  scoreOne(row: ArrayLike<number>): number;
  /** Scores of shape (rows,) for values of shape (rows × features,), row by row: the same again. */
  scoreMany(values: Float64Array): Float64Array;
}

/** Fewer rows than this are sooner done one by one. */
const fewRows = 8;

/**
 * Sets of low columns that trees are kept for. The data know nine, with two or three common ones beside; rows of
 * any more sets take the whole trees.
 */
const keptVariants = 32;

/** Bits that name a set of columns, as far as there are; columns beyond count as never low. */
const namedColumns = 30;

interface Variant {
  readonly ranked: RankedTrees;
  readonly forRow: RowTrees;
}

/**
 * Prepares the trees for speed; takes tens of milliseconds for 100,000 nodes, and a few more when a row is the first
 * of its kind.
 *
 * Three things make it fast. Values become places among the thresholds once, so that the trees compare small whole
 * numbers. Features often stand at their minimum, below all thresholds: for each set of such columns the trees are
 * kept without the splits that such rows always pass on the left, which are almost half of all steps on the
 * published data. The rest is the order of work, see `scoreRow` and `scoreRows`.
 *
 * Not for use from several threads at a time: it writes down where the last row stood.
 */
export function compileForest(forest: Forest): Evaluator {
  const { featureCount } = forest;
  const thresholds = collectThresholds(forest);
  const { starts } = thresholds;
  const answers = collectAnswers(forest, thresholds.values.length);
  const variants = new Map<number, Variant>();

  function variantOf(lowColumns: number): Variant {
    const known = variants.get(lowColumns);
    if (known !== undefined) return known;
    if (lowColumns !== 0 && variants.size >= keptVariants) return variantOf(0);
    const low = Array.from({ length: namedColumns }, (_, column) => column).filter(
      (column) => (lowColumns >> column) & 1,
    );
    const ranked = rankTrees(forest, thresholds, new Set(low));
    const variant = { ranked, forRow: layOutForRow(ranked, answers) };
    variants.set(lowColumns, variant);
    return variant;
  }
  // Made first, so that it is there when no more are kept.
  variantOf(0);

  const bitOf = (column: number, place: number) =>
    place === starts[column] && column < namedColumns ? 1 << column : 0;

  /** For each rank which way the last row goes; see `scoreRow`. */
  const sides = new Uint8Array(answers.values.length);
  const lastPlaces = starts.slice(0, featureCount);

  function scoreOne(row: ArrayLike<number>): number {
    let lowColumns = 0;
    for (let column = 0; column < featureCount; column++) {
      const place = placeOf(thresholds, column, row[column] as number);
      const last = lastPlaces[column] as number;
      if (place > last) sides.fill(rightOffset, last, place);
      else if (place < last) sides.fill(0, place, last);
      lastPlaces[column] = place;
      lowColumns |= bitOf(column, place);
    }
    return scoreRow(variantOf(lowColumns).forRow, sides);
  }

  function scoreMany(values: Float64Array): Float64Array {
    const rows = values.length / featureCount;
    const scores = new Float64Array(rows);
    if (rows < fewRows) {
      return scores.map((_, row) => scoreOne(values.subarray(row * featureCount, (row + 1) * featureCount)));
    }
    const places = new Int32Array(values.length);
    const placed: PlacedRows = { thresholds, places };
    const kinds = new Map<number, number[]>();
    for (let row = 0; row < rows; row++) {
      let lowColumns = 0;
      for (let column = 0; column < featureCount; column++) {
        const at = row * featureCount + column;
        const place = placeOf(thresholds, column, values[at] as number);
        places[at] = place;
        lowColumns |= bitOf(column, place);
      }
      const kind = kinds.get(lowColumns);
      if (kind === undefined) kinds.set(lowColumns, [row]);
      else kind.push(row);
    }
    for (const [lowColumns, alike] of kinds) {
      scoreRows(variantOf(lowColumns).ranked, placed, { rows: Int32Array.from(alike), scores });
    }
    return scores;
  }

  return { scoreOne, scoreMany };
}
