import { toOnnx, treesToOnnx } from "../lib/forest/onnx";
import { readModelFiles } from "../server/services/model-files";
import { type BenchRow, paired, toRow } from "./bench";
import { type Engine, libraryEngine, onnxEngine, ourEngines, scikitEngine } from "./forest-engines";
import { forestRows } from "./forest-rows";
import { growthBench } from "./growth";

const batchRows = 10_000;
const pairs = 9;
const warmUps = 3;

/** Two engines on the same rows: one by one, and all at once. */
async function compare(ours: Engine, theirs: Engine): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const kind of ["one", "batch"] as const) {
    for (let i = 0; i < warmUps; i++) {
      await ours[kind]();
      await theirs[kind]();
    }
    const measured = await paired(
      pairs,
      async () => ours[kind](),
      async () => theirs[kind](),
    );
    const name = `${kind === "one" ? "one row" : `batch of ${batchRows}`}: our ${ours.name} / ${theirs.name}`;
    rows.push(toRow(name, "µs per row", measured));
  }
  return rows;
}

/**
 * The shipped model, or that of MICROCALC_MODEL, on the same rows and one thread: ours against ONNX Runtime, the
 * exported file for probabilities and its leanest form for raw scores; against ml-random-forest; and against
 * scikit-learn, where a Python has it. Then growing, see `growthBench`.
 */
export async function forestBench(): Promise<BenchRow[]> {
  const { model } = await readModelFiles(process.env.MICROCALC_MODEL ?? "data/model");
  const { forest, card } = model;
  const rows = forestRows(batchRows);
  const ours = ourEngines(model, rows);
  const contests: [Engine, Engine][] = [
    [ours.score, { ...(await onnxEngine(treesToOnnx(forest), rows)), name: "onnxruntime-node, trees alone" }],
    [ours.probability, await onnxEngine(toOnnx(forest, card.calibration), rows)],
    [ours.score, libraryEngine(forest, rows)],
  ];
  const scikit = await scikitEngine(forest, rows);
  if (scikit !== null) contests.push([ours.score, scikit]);
  const found: BenchRow[] = [];
  for (const [our, their] of contests) {
    found.push(...(await compare(our, their)));
    await their.stop();
  }
  const setting = `${forest.roots.length - 1} trees, ${forest.feature.length} nodes, ${rows.source}`;
  const scored = found.map((row) => ({ ...row, note: `${setting}; ${row.note ?? ""}` }));
  return [...scored, ...(await growthBench())];
}
