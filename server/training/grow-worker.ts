import { parentPort, workerData } from "node:worker_threads";
import { TaskGrower } from "./grow-trees";
import type { GrowTask, TrainingVectors } from "./tree-task";

const grower = new TaskGrower(workerData as TrainingVectors);

parentPort?.on("message", (task: GrowTask) => {
  parentPort?.postMessage(grower.grow(task));
});
