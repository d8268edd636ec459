import { type Random, randomInteger } from "../random";
import {
  type Boundaries,
  giniGain,
  type NodeWeight,
  type RowWeights,
  scanBoundaries,
  scanLabelChanges,
  scanRandomThreshold,
} from "./find-split";
import type { Forest } from "./forest";
import type { TrainingRows } from "./training-rows";

export interface GrowOptions {
  /** Columns drawn once for the tree, 1 to all. */
  readonly maxFeatures: number;
  /** How those columns are drawn; with replacement, as ml-random-forest does by default, fewer are distinct. */
  readonly columnDraw: "without-replacement" | "with-replacement";
  /** Of the tree's columns, how many that are not constant are tried at each node (Breiman 2001). */
  readonly featuresPerNode: number;
  /**
   * `best` tries a column's boundaries (CART), `random` one threshold drawn between its ends (extra trees);
   * `random-root` draws it on a square root scale from the lower end, for columns with a long tail upwards: drawn
   * evenly, most thresholds would part a few far values from all others.
   */
  readonly thresholds: "best" | "random" | "random-root";
  readonly boundaries: Boundaries;
  /** A node of this many drawn rows or fewer becomes a leaf. */
  readonly minNumSamples: number;
  /** Edges from the root to the deepest leaf allowed; `Infinity` for no limit. */
  readonly maxDepth: number;
  /** A split must lower the Gini impurity of its own node by more than this. */
  readonly gainThreshold: number;
}

/** The rows of one tree's bag. */
export interface Bag {
  /** Shape (rows,): how often each row was drawn; 0 is out of the bag. */
  readonly counts: Int32Array;
  /** Shape (rows,), above 0: what a drawn row weighs in impurities, shares and covers. */
  readonly weights?: Float64Array;
}

/** A node that has its rows and waits to be split or to become a leaf. */
interface Pending extends NodeWeight {
  readonly begin: number;
  readonly end: number;
  /** Drawn rows, repeats included. */
  readonly count: number;
  readonly depth: number;
  /** The parent whose right child this is, or -1. */
  readonly rightOf: number;
}

/** Trees of up to this many nodes are written without a thought to memory. */
const nodesPerRow = 2;

/**
 * Grows one tree after another on the same rows. Everything of the size of the data is allocated once: a node costs
 * its scans and a partition of the row lists, no memory but its entry on the stack.
 */
export class TreeGrower {
  /** Rows of the bag, grouped by node: one list for each column in its order (`best`), or one for all (`random`). */
  private readonly lists: readonly Int32Array[];
  private readonly columnValues: readonly Float64Array[];
  private readonly spare: Int32Array;
  private readonly goesLeft: Uint8Array;
  private readonly weights: RowWeights;
  private readonly split = {
    score: 0,
    column: 0,
    threshold: 0,
    leftWeight: 0,
    leftPositive: 0,
    candidate: 0,
    random: Math.random as Random,
    drawnOn: "range" as "range" | "root",
  };

  constructor(
    private readonly data: TrainingRows,
    private readonly options: GrowOptions,
  ) {
    const { rows, columns, values } = data;
    const lists = options.thresholds === "best" ? columns : 1;
    this.lists = Array.from({ length: lists }, () => new Int32Array(rows));
    this.columnValues = Array.from({ length: columns }, (_, c) => values.subarray(c * rows, (c + 1) * rows));
    this.spare = new Int32Array(rows);
    this.goesLeft = new Uint8Array(rows);
    if (options.thresholds === "random-root") this.split.drawnOn = "root";
    this.weights = { weight: new Float64Array(rows), positive: new Float64Array(rows) };
  }

  /**
   * One tree on a bag. The same bag and the same random numbers give the same tree. Throws a RangeError when the bag
   * holds no row.
   */
  grow(bag: Bag, random: Random): Forest {
    this.split.random = random;
    const { options, split } = this;
    const root = this.fill(bag);
    const columns = this.drawColumns(random);
    const nodes = new NodeWriter(this.data.columns, nodesPerRow * root.end);
    // Depth first: the left child is the next node written, the right one waits on the stack.
    const stack = [root];
    for (let pending = stack.pop(); pending !== undefined; pending = stack.pop()) {
      const node = nodes.add(pending);
      const { weight, positive, count, depth } = pending;
      if (positive <= 0 || positive >= weight) continue;
      if (count <= options.minNumSamples || depth >= options.maxDepth) continue;
      if (!this.findSplit(pending, columns)) continue;
      const left = { weight: split.leftWeight, positive: split.leftPositive };
      if (!(giniGain(pending, left) > options.gainThreshold)) continue;
      nodes.setSplit(node, split.column, split.threshold);
      const { middle, leftCount } = this.partition(pending, bag.counts);
      const right = { weight: weight - left.weight, positive: positive - left.positive };
      stack.push(
        {
          ...right,
          begin: middle,
          end: pending.end,
          count: count - leftCount,
          depth: depth + 1,
          rightOf: node,
        },
        { ...left, begin: pending.begin, end: middle, count: leftCount, depth: depth + 1, rightOf: -1 },
      );
    }
    return nodes.toForest();
  }

  /** Lists the bag's rows and weighs them. */
  private fill({ counts, weights }: Bag): Pending {
    const { rows, labels, order } = this.data;
    const { weight, positive } = this.weights;
    let [totalWeight, totalPositive, totalCount] = [0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const count = counts[row] as number;
      const w = count * (weights === undefined ? 1 : (weights[row] as number));
      weight[row] = w;
      positive[row] = labels[row] === 1 ? w : 0;
      totalWeight += w;
      totalPositive += positive[row] as number;
      totalCount += count;
    }
    if (totalCount === 0) throw new RangeError("A tree needs a bag with at least one row in it.");
    let inBag = 0;
    this.lists.forEach((list, column) => {
      inBag = 0;
      for (let at = column * rows; at < (column + 1) * rows; at++) {
        const row = order[at] as number;
        if ((counts[row] as number) > 0) list[inBag++] = row;
      }
    });
    const node = { weight: totalWeight, positive: totalPositive, count: totalCount };
    return { ...node, begin: 0, end: inBag, depth: 0, rightOf: -1 };
  }

  /** The columns of one tree, in the order drawn. */
  private drawColumns(random: Random): Int32Array {
    const { columns } = this.data;
    const { maxFeatures, columnDraw } = this.options;
    if (columnDraw === "with-replacement") {
      const drawn = Array.from({ length: maxFeatures }, () => randomInteger(random, columns));
      return Int32Array.from(new Set(drawn));
    }
    const all = Int32Array.from({ length: columns }, (_, column) => column);
    for (let i = 0; i < maxFeatures; i++) swap(all, i, i + randomInteger(random, columns - i));
    return all.slice(0, maxFeatures);
  }

  /** Tries `featuresPerNode` columns that are not constant here, drawn one after the other; false without any. */
  private findSplit({ begin, end, weight, positive }: Pending, columns: Int32Array): boolean {
    const { split, options, lists, weights, columnValues } = this;
    const node = { weight, positive };
    split.score = Number.NEGATIVE_INFINITY;
    let tried = 0;
    for (let i = 0; i < columns.length && tried < options.featuresPerNode; i++) {
      const left = columns.length - i;
      if (left > 1) swap(columns, i, i + randomInteger(split.random, left));
      const column = columns[i] as number;
      split.candidate = column;
      const values = columnValues[column] as Float64Array;
      const list = lists[options.thresholds === "best" ? column : 0] as Int32Array;
      const scan = { values, list, begin, end, node };
      if (this.scan(scan, weights)) tried += 1;
    }
    return split.score > Number.NEGATIVE_INFINITY;
  }

  private scan(scan: Parameters<typeof scanBoundaries>[0], weights: RowWeights): boolean {
    if (this.options.thresholds !== "best") return scanRandomThreshold(scan, weights, this.split);
    if (this.options.boundaries === "label-changes") return scanLabelChanges(scan, weights, this.split);
    return scanBoundaries(scan, weights, this.split);
  }

  /** Moves the rows that go left to the front of the node's part of every list, each part keeping its order. */
  private partition({ begin, end }: Pending, counts: Int32Array): { middle: number; leftCount: number } {
    const { split, lists, goesLeft, spare } = this;
    const values = this.columnValues[split.column] as Float64Array;
    const [first] = lists as [Int32Array];
    let leftCount = 0;
    for (let at = begin; at < end; at++) {
      const row = first[at] as number;
      const isLeft = (values[row] as number) < split.threshold;
      goesLeft[row] = isLeft ? 1 : 0;
      if (isLeft) leftCount += counts[row] as number;
    }
    let middle = begin;
    for (const list of lists) {
      middle = begin;
      let waiting = 0;
      for (let at = begin; at < end; at++) {
        const row = list[at] as number;
        const left = goesLeft[row] as number;
        // Written to both places and kept in one: no branch to guess wrong.
        list[middle] = row;
        spare[waiting] = row;
        middle += left;
        waiting += 1 - left;
      }
      for (let i = 0; i < waiting; i++) list[middle + i] = spare[i] as number;
    }
    return { middle, leftCount };
  }
}

function swap(array: Int32Array, a: number, b: number): void {
  const kept = array[a] as number;
  array[a] = array[b] as number;
  array[b] = kept;
}

/** The nodes of one tree, as they are written. */
class NodeWriter {
  private nodes = 0;
  private readonly feature: Int8Array;
  private readonly threshold: Float64Array;
  private readonly right: Int32Array;
  private readonly cover: Float64Array;
  private readonly positiveFraction: Float64Array;

  constructor(
    private readonly featureCount: number,
    capacity: number,
  ) {
    this.feature = new Int8Array(capacity).fill(-1);
    this.threshold = new Float64Array(capacity);
    this.right = new Int32Array(capacity);
    this.cover = new Float64Array(capacity);
    this.positiveFraction = new Float64Array(capacity);
  }

  /** Appends a leaf; {@link setSplit} makes it an inner node. */
  add({ weight, positive, rightOf }: Pending): number {
    const node = this.nodes++;
    if (rightOf >= 0) this.right[rightOf] = node;
    this.cover[node] = weight;
    // Differences of weights that are no whole numbers can end a rounding error outside.
    this.positiveFraction[node] = Math.min(1, Math.max(0, positive / weight));
    return node;
  }

  setSplit(node: number, column: number, threshold: number): void {
    this.feature[node] = column;
    this.threshold[node] = threshold;
  }

  toForest(): Forest {
    const { nodes, featureCount } = this;
    return {
      featureCount,
      roots: Int32Array.of(0, nodes),
      feature: this.feature.slice(0, nodes),
      threshold: this.threshold.slice(0, nodes),
      right: this.right.slice(0, nodes),
      cover: this.cover.slice(0, nodes),
      positiveFraction: this.positiveFraction.slice(0, nodes),
    };
  }
}
