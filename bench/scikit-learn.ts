import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const script = new URL("fit-forest.py", import.meta.url).pathname;

export interface FittedForest {
  /** Each six numbers. */
  readonly rows: readonly number[][];
  /** 0 or 1 for each row. */
  readonly labels: readonly number[];
  readonly kind: "RandomForestClassifier" | "ExtraTreesClassifier";
  readonly trees: number;
  readonly minSamplesLeaf: number;
  readonly minSamplesSplit: number;
  readonly maxFeatures: number;
}

/** What can be asked for: microseconds per row, alone or in the batch of all rows; milliseconds of a whole fit. */
type Measure = "one" | "batch" | "fit";

export interface ScikitLearn {
  readonly version: string;
  measure(what: Measure): Promise<number>;
  stop(): Promise<void>;
}

const imports = (python: string) => spawnSync(python, ["-c", "import sklearn"]).status === 0;

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.stdin?.end();
  await exited;
}

/** A Python process with a forest of the same kind, fitted on `fitted`; `null` where no Python has scikit-learn. */
export async function startScikitLearn(fitted: FittedForest): Promise<ScikitLearn | null> {
  const python = ["python3", "/usr/bin/python3"].find(imports);
  if (python === undefined) return null;
  const child = spawn(python, [script], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error("scikit-learn ended before it answered.");
    return JSON.parse(value);
  };
  child.stdin.write(`${JSON.stringify(fitted)}\n`);
  const version = String(await answer());
  return {
    version,
    measure: async (what) => {
      child.stdin.write(`${what}\n`);
      return Number(await answer());
    },
    stop: () => stop(child),
  };
}
