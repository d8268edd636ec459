import { parentPort, workerData } from "node:worker_threads";
import type { Forest } from "../../lib/forest/forest";
import { growTree } from "./grow-tree";
import { bagOf, type GrowTask, type TrainingVectors } from "./tree-task";

const vectors = workerData as TrainingVectors;
const width = vectors.width;

function grow(task: GrowTask): Forest {
  const bag = bagOf(task, vectors);
  const rows = bag.map((index) => Array.from(vectors.values.subarray(index * width, (index + 1) * width)));
  const labels = bag.map((index) => vectors.labels[index] as number);
  const { maxFeatures, minNumSamples } = task.options;
  return growTree({ rows, labels }, { maxFeatures, minNumSamples, seed: task.seed * 65_537 + task.tree + 1 });
}

parentPort?.on("message", ({ id, task }: { id: number; task: GrowTask }) => {
  parentPort?.postMessage({ id, tree: grow(task) });
});
