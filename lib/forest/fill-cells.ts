import { type ColumnIndex, lookUp, wordsFor } from "./column-index";
import { type Explainer, unrolledColumns } from "./explainer";

/** The columns on which a leaf, bit `bit` of a word, holds the row's value: bit j for column j. */
function columnsHeldBy(bitmaps: Int32Array, bit: number, { word, words }: { word: number; words: number }) {
  let held =
    (((bitmaps[word] as number) >>> bit) & 1) |
    ((((bitmaps[word + words] as number) >>> bit) & 1) << 1) |
    ((((bitmaps[word + 2 * words] as number) >>> bit) & 1) << 2) |
    ((((bitmaps[word + 3 * words] as number) >>> bit) & 1) << 3) |
    ((((bitmaps[word + 4 * words] as number) >>> bit) & 1) << 4) |
    ((((bitmaps[word + 5 * words] as number) >>> bit) & 1) << 5);
  for (
    let column = unrolledColumns, at = word + unrolledColumns * words;
    at < bitmaps.length;
    column++, at += words
  ) {
    held |= (((bitmaps[at] as number) >>> bit) & 1) << column;
  }
  return held;
}

/** Some of the 32 leaves of one word of the bitmaps; one object for all words of a row, rewritten for each. */
interface WordLeaves {
  readonly words: number;
  word: number;
  leaves: number;
}

/** Adds to the cells what leaves add that hold the row's values on two columns, with both known. */
function addPairs({ featureCount, coalitions, cell, factors, work }: Explainer, place: WordLeaves) {
  const { columnStart, columns, digits } = coalitions;
  const { bitmaps, cells } = work;
  for (let rest = place.leaves; rest !== 0; ) {
    const bit = 31 - Math.clz32(rest);
    rest ^= 1 << bit;
    const held = columnsHeldBy(bitmaps, bit, place);
    const leaf = place.word * 32 + bit;
    const at = leaf * (featureCount + 1);
    const first = columnStart[held] as number;
    const a = factors[at + 1 + (columns[first] as number)] as number;
    const b = factors[at + 1 + (columns[first + 1] as number)] as number;
    const to = (cell[leaf] as number) + (digits[held] as number);
    cells[to] = (cells[to] as number) + (factors[at] as number) * a * b;
  }
}

/** The same of leaves that hold the row's values on three columns or more, with two or more known. */
function addLarger({ featureCount, coalitions, cell, factors, work }: Explainer, place: WordLeaves) {
  const { columnStart, columns, subsetStart, subsetDigits } = coalitions;
  const { bitmaps, cells, terms } = work;
  for (let rest = place.leaves; rest !== 0; ) {
    const bit = 31 - Math.clz32(rest);
    rest ^= 1 << bit;
    const held = columnsHeldBy(bitmaps, bit, place);
    const leaf = place.word * 32 + bit;
    const base = cell[leaf] as number;
    const list = subsetStart[held] as number;
    const at = leaf * (featureCount + 1);
    const first = columnStart[held] as number;
    // The first three columns by hand: most leaves hold no more.
    const none = factors[at] as number;
    const a = none * (factors[at + 1 + (columns[first] as number)] as number);
    const factorB = factors[at + 1 + (columns[first + 1] as number)] as number;
    const factorC = factors[at + 1 + (columns[first + 2] as number)] as number;
    const b = none * factorB;
    const ab = a * factorB;
    const ac = a * factorC;
    const bc = b * factorC;
    const abc = ab * factorC;
    const toAb = base + (subsetDigits[list + 3] as number);
    const toAc = base + (subsetDigits[list + 5] as number);
    const toBc = base + (subsetDigits[list + 6] as number);
    const toAbc = base + (subsetDigits[list + 7] as number);
    cells[toAb] = (cells[toAb] as number) + ab;
    cells[toAc] = (cells[toAc] as number) + ac;
    cells[toBc] = (cells[toBc] as number) + bc;
    cells[toAbc] = (cells[toAbc] as number) + abc;
    const end = columnStart[held + 1] as number;
    if (end === first + 3) continue;
    terms[0] = none;
    terms[1] = a;
    terms[2] = b;
    terms[3] = ab;
    terms[4] = none * factorC;
    terms[5] = ac;
    terms[6] = bc;
    terms[7] = abc;
    for (let k = first + 3, known = 8; k < end; k++, known *= 2) {
      const next = factors[at + 1 + (columns[k] as number)] as number;
      for (let i = 0; i < known; i++) {
        const term = (terms[i] as number) * next;
        terms[known + i] = term;
        const to = base + (subsetDigits[list + known + i] as number);
        cells[to] = (cells[to] as number) + term;
      }
    }
  }
}

/** Sums the leaves into the cells for one row. Cells with at most one known column are known beforehand. */
export function fillCells(explainer: Explainer, row: ArrayLike<number>): Float64Array {
  const { featureCount, columns, cell, groups, unknown, work } = explainer;
  const { digits } = explainer.coalitions;
  const { bitmaps, sums, cells } = work;
  for (let column = 0; column < featureCount; column++) {
    lookUp(columns[column] as ColumnIndex, row[column] as number, work);
  }
  cells.set(unknown);
  const words = wordsFor(cell.length);
  const place: WordLeaves = { words, word: 0, leaves: 0 };
  for (let word = 0; word < words; word++) {
    place.word = word;
    // Counts for 32 leaves at once how many columns each holds, in binary, up to 4 and more.
    let ones = 0;
    let twos = 0;
    let fours = 0;
    for (let at = word; at < bitmaps.length; at += words) {
      const bits = bitmaps[at] as number;
      const carry = ones & bits;
      ones ^= bits;
      fours |= twos & carry;
      twos ^= carry;
    }
    twos &= ~fours;
    const pairs = twos & ~ones;
    const triples = twos & ones;
    // By number, so that the processor can foresee the loops inside.
    place.leaves = pairs;
    if (pairs !== 0) addPairs(explainer, place);
    place.leaves = triples;
    if (triples !== 0) addLarger(explainer, place);
    place.leaves = fours;
    if (fours !== 0) addLarger(explainer, place);
  }
  groups.forEach((used, group) => {
    for (let column = 0; column < featureCount; column++) {
      if (((used >> column) & 1) === 0) continue;
      const one = (digits[used] as number) + (digits[1 << column] as number);
      cells[one] = sums[column * groups.length + group] as number;
    }
  });
  return cells;
}
