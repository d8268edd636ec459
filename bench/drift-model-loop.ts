import { availableParallelism } from "node:os";
import { type Dataset, toVectors, vectorOfRows } from "../lib/dataset/dataset";
import { countHeldOut, judgeWindow, toDriftReference } from "../lib/drift/drift-reference";
import { calibrate } from "../lib/evaluation/calibration";
import { operatingRules } from "../lib/evaluation/operating-rules";
import { featureKeys } from "../lib/features";
import { compileForest } from "../lib/forest/evaluator";
import { describeSupport } from "../lib/model/describe-support";
import { verdictCode } from "../lib/model/held-out";
import { describeReference } from "../lib/model/reference";
import { supportOf } from "../lib/model/support";
import { heldOutVerdicts } from "../lib/model/support-false-alarms";
import { createRandom, shuffled } from "../lib/random";
import { shippedVariant } from "../lib/training/option-limits";
import { fitModel } from "../server/training/fit-model";
import { forestVariants } from "../server/training/forest-options";
import { predictHeldOut } from "../server/training/hold-out";
import { trainingVectors } from "../server/training/train-model";
import { startTreePool } from "../server/training/tree-pool";
import { countRows, toDriftRows } from "./drift-rows";
import { add, newTally, type Tally } from "./drift-simulation";

const width = featureKeys.length;
const folds = 5;

function rowsAt({ values, labels }: Dataset, rows: readonly number[]): Dataset {
  const picked = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    picked.set(values.subarray(row * width, (row + 1) * width), i * width);
  });
  return { values: picked, labels: Uint8Array.from(rows, (row) => labels[row] as number) };
}

/**
 * Two random halves of the vectors, each with its rows. A vector that is in more than a tenth of the rows is what
 * every reference holds: its rows are dealt to both.
 */
function halves(dataset: Dataset, seed: number): [Dataset, Dataset] {
  const random = createRandom(seed, 0xd71f);
  const vectors = vectorOfRows(dataset);
  const rowsOf = new Map<number, number>();
  for (const vector of vectors) rowsOf.set(vector, (rowsOf.get(vector) ?? 0) + 1);
  const side = new Map([...rowsOf.keys()].map((vector) => [vector, random() < 0.5]));
  const first = Array.from(vectors, (vector) =>
    (rowsOf.get(vector) ?? 0) > dataset.labels.length / 10 ? random() < 0.5 : side.get(vector) === true,
  );
  const all = shuffled(Array.from(vectors.keys()), random);
  return [
    rowsAt(
      dataset,
      all.filter((row) => first[row]),
    ),
    rowsAt(
      dataset,
      all.filter((row) => !first[row]),
    ),
  ];
}

/** A model of one half as it is trained and shipped, with what was said of its own rows while they were held out. */
async function train(dataset: Dataset, seed: number) {
  const vectors = toVectors(dataset);
  const training = trainingVectors(vectors);
  const pool = startTreePool(training, Math.min(2, availableParallelism()));
  const options = forestVariants[shippedVariant];
  const rules = operatingRules([]);
  const request = { vectors, training, options, rules, seed };
  const everything = Int32Array.from(training.labels.keys());
  const fitted = await fitModel(pool, { ...request, train: everything }, () => undefined);
  const held = await predictHeldOut(pool, { ...request, folds }, () => undefined);
  await pool.close();
  const evaluator = compileForest(fitted.forest);
  return {
    region: describeSupport(vectors.values),
    reference: describeReference(dataset),
    probabilityOf: (vector: Float64Array) => calibrate(fitted.calibration, evaluator.scoreOne(vector)),
    heldOut: {
      ...({
        format: "microcalc-held-out",
        formatVersion: 1,
        version: "rf-000000000000",
        folds,
        seed,
      } as const),
      probability: Array.from(held),
      positives: Array.from(vectors.positives),
      negatives: Array.from(vectors.negatives),
      verdict: heldOutVerdicts(vectors, { folds, seed }).map(verdictCode),
    },
  };
}

/**
 * Models trained on one half of the file, as the shipped one is, and windows of the other half, which they have not
 * seen: no window shares a row with another. By candidates a window.
 */
export async function modelInTheLoop(
  dataset: Dataset,
  { splits, sizes }: { readonly splits: number; readonly sizes: readonly number[] },
): Promise<Map<number, Tally>> {
  const tallies = new Map(sizes.map((n) => [n, newTally()]));
  for (let split = 0; split < splits; split++) {
    const [seen, unseen] = halves(dataset, split);
    const model = await train(seen, split);
    const reference = toDriftReference(model.reference, countHeldOut(model.heldOut));
    const places = Array.from(unseen.labels.keys());
    const vectors = places.map((row) => unseen.values.subarray(row * width, (row + 1) * width));
    const rows = toDriftRows(model.reference, unseen.values, {
      probability: vectors.map(model.probabilityOf),
      notInside: vectors.map((vector) => (supportOf(model.region, vector).verdict === "inside" ? 0 : 1)),
    });
    for (const [n, tally] of tallies) {
      for (let at = 0; at + n <= places.length; at += n)
        add(tally, judgeWindow(reference, countRows(rows, Int32Array.from(places.slice(at, at + n)))));
    }
  }
  return tallies;
}
