import { parentPort, workerData } from "node:worker_threads";
import { DatasetError, faultsShown } from "../../lib/dataset/dataset-error";
import { describeDataset } from "../../lib/dataset/describe-dataset";
import { parseDatasetBytes } from "./dataset-file";
import { EncodingError } from "./decode-text";
import type { DescribeAnswer, DescribeTask } from "./describe-task";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Lines of anything at all take memory before the first is read: what has so many is not split into them. */
function hasTooManyLines(bytes: Uint8Array, rowLimit: number): boolean {
  let [feeds, returns] = [0, 0];
  for (const byte of bytes) {
    if (byte === lineFeed) feeds++;
    else if (byte === carriageReturn) returns++;
  }
  // A header, notes and blank lines are no rows; the Python project's lines end in two returns and a feed.
  const allowed = rowLimit * 1.1 + 1000;
  return feeds > allowed || returns > 2 * allowed;
}

function describeFile({ name, bytes, rowLimit }: DescribeTask): DescribeAnswer {
  try {
    if (hasTooManyLines(bytes, rowLimit)) return { kind: "too_many_rows" };
    const file = parseDatasetBytes(bytes, name);
    if (file.dataset.labels.length > rowLimit) return { kind: "too_many_rows" };
    const profile = describeDataset(file.dataset, { name, sha256: file.sha256 });
    return { kind: "described", file, profile };
  } catch (error) {
    if (error instanceof EncodingError) return { kind: "encoding", fault: error.fault };
    if (error instanceof DatasetError) {
      return { kind: "faults", faults: error.faults.slice(0, faultsShown), found: error.found };
    }
    throw error;
  }
}

parentPort?.postMessage(describeFile(workerData as DescribeTask));
