import os from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { toVectors } from "../../lib/dataset/dataset";
import { parseDatasetBytes } from "../dataset/dataset-file";
import { checkModelFiles } from "../services/model-files";
import { versionParts } from "../services/model-store";
import { NotTrainableError, trainingVectors, trainModel } from "./train-model";
import { toTrainRequest } from "./training-request";
import type { ThreadMessage, ThreadRequest } from "./training-thread";
import { startTreePool } from "./tree-pool";

const say = (message: ThreadMessage) => parentPort?.postMessage(message);

/** Behind whoever answers people. Linux counts this by thread, and threads started from here inherit it. */
function stepBack(): void {
  if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
}

async function train(asked: ThreadRequest): Promise<void> {
  const { name, sha256 } = asked.data;
  const file = parseDatasetBytes(gunzipSync(asked.content), name);
  if (file.sha256 !== sha256) throw new Error(`The rows kept as ${sha256} are others.`);
  const request = toTrainRequest(asked, file.dataset);
  const pool = startTreePool(trainingVectors(toVectors(file.dataset)), asked.threads);
  try {
    const { files, unmet } = await trainModel(pool, request, {
      onTrees: (count) => say({ kind: "trees", count }),
      onPhase: (phase) => say({ kind: "phase", phase }),
    });
    for (const rule of unmet) say({ kind: "unmet", ...rule });
    say({ kind: "phase", phase: "registering" });
    say({ kind: "done", parts: await versionParts(checkModelFiles(files)) });
  } catch (error) {
    if (!(error instanceof NotTrainableError)) throw error;
    say({ kind: "refused", reason: error.message });
  } finally {
    await pool.close();
  }
}

stepBack();
await train(workerData as ThreadRequest);
