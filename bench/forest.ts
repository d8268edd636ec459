import { readFileSync } from "node:fs";
import { RandomForestClassifier } from "ml-random-forest";
import { features } from "../lib/features";
import { readForest } from "../lib/forest/forest-json";
import { toMlRandomForest } from "../lib/forest/ml-random-forest";
import { predictMany, predictOne } from "../lib/forest/predict";
import { createRandom } from "../lib/random";
import { type BenchRow, paired, toRow } from "./bench";

/** Rows in a batch. */
const rows = 2000;

const forestFile = new URL("../data/model/forest.json", import.meta.url);

/** Rows between the features' extremes, most of them near the minimum as in the data. Shape (count × 6,). */
function drawRows(count: number): Float64Array {
  const random = createRandom(42);
  return Float64Array.from({ length: count * features.length }, (_, i) => {
    const [min, max] = features[i % features.length]?.referenceRange ?? [0, 1];
    return random() < 0.4 ? min : min + random() ** 4 * (max - min);
  });
}

/** Microseconds for each of `calls`. */
function microsecondsPerCall(calls: number, run: (call: number) => void): number {
  const begun = performance.now();
  for (let call = 0; call < calls; call++) run(call);
  return ((performance.now() - begun) * 1000) / calls;
}

interface Sides {
  /** Microseconds for each row. */
  readonly ours: () => number;
  readonly theirs: () => number;
}

/** Both sides once to warm up, then in pairs. */
async function compare(name: string, { ours, theirs }: Sides): Promise<BenchRow> {
  ours();
  theirs();
  const pairs = await paired(
    9,
    async () => ours(),
    async () => theirs(),
  );
  return toRow(name, "µs", pairs);
}

/** Keeps answers reachable, so that no engine may leave the work out. */
let sink = 0;

/**
 * The shipped trees on the same rows, by us and by ml-random-forest's own `predict`, one thread. It counts votes
 * where we average leaves; both walk every tree.
 */
export async function forestBench(): Promise<BenchRow[]> {
  const forest = readForest(readFileSync(forestFile, "utf8"));
  const library = RandomForestClassifier.load(
    JSON.parse(JSON.stringify(toMlRandomForest(forest))) as Parameters<typeof RandomForestClassifier.load>[0],
  );
  const width = features.length;
  const values = drawRows(rows);
  const vectors = Array.from({ length: rows }, (_, i) => values.subarray(i * width, (i + 1) * width));
  const matrix = vectors.map((vector) => Array.from(vector));
  const one = await compare("one score, in process, against ml-random-forest", {
    ours: () =>
      microsecondsPerCall(rows, (call) => {
        sink += predictOne(forest, vectors[call] ?? []);
      }),
    theirs: () =>
      microsecondsPerCall(rows / 10, (call) => {
        sink += library.predict([matrix[call] ?? []])[0] ?? 0;
      }),
  });
  const batch = await compare(`batch of ${rows}, per row, against ml-random-forest`, {
    ours: () =>
      microsecondsPerCall(1, () => {
        sink += predictMany(forest, values)[0] ?? 0;
      }) / rows,
    theirs: () =>
      microsecondsPerCall(1, () => {
        sink += library.predict(matrix)[0] ?? 0;
      }) / rows,
  });
  if (!Number.isFinite(sink)) throw new Error("A forest gave an answer that is no number.");
  const size = `${forest.roots.length - 1} trees, ${forest.feature.length} nodes`;
  return [one, batch].map((row) => ({ ...row, note: `${size}; ${row.note ?? ""}` }));
}
