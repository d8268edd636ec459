import { Worker } from "node:worker_threads";
import { DatasetError } from "../../lib/dataset/dataset-error";
import { datasetLimits } from "../../lib/dataset/dataset-limits";
import { workerFile } from "../worker-file";
import { DatasetSizeError } from "./dataset-size-error";
import { EncodingError } from "./decode-text";
import type { DescribeAnswer, DescribedFile, DescribeTask } from "./describe-task";

/** Megabytes the thread may hold: 300,000 rows with their profile take less than half of it. */
const memory = { maxOldGenerationSizeMb: 1024 };

function runThread(task: DescribeTask): Promise<DescribeAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile("describe-worker", import.meta.url), {
      workerData: task,
      resourceLimits: memory,
    });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The thread that reads files ended with code ${code}.`)));
  });
}

const ranOutOfMemory = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";

/** One file at a time: two would take the memory of two, and the requests' processor. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file and describes it in a thread of its own, since 100,000 rows take two seconds. Throws a `DatasetError`
 * with the first faults, an `EncodingError`, or a {@link DatasetSizeError}.
 */
export async function describeFile(name: string, bytes: Uint8Array): Promise<DescribedFile> {
  const running = last.then(() => runThread({ name, bytes, rowLimit: datasetLimits.rows }));
  last = running.catch(() => undefined);
  const answer = await running.catch((error: unknown) => {
    throw ranOutOfMemory(error) ? new DatasetSizeError(name, "rows", datasetLimits.rows) : error;
  });
  switch (answer.kind) {
    case "described":
      return answer;
    case "faults":
      throw new DatasetError(name, answer.faults, answer.found);
    case "encoding":
      throw new EncodingError(name, answer.fault);
    case "too_many_rows":
      throw new DatasetSizeError(name, "rows", datasetLimits.rows);
  }
}
