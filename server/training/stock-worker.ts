import { parentPort, workerData } from "node:worker_threads";
import type { Dataset } from "../../lib/dataset/dataset";
import { type StockTask, stockVotes } from "./stock-forest";

const dataset = workerData as Dataset;

parentPort?.on("message", (task: StockTask) => {
  parentPort?.postMessage(stockVotes(dataset, task));
});
