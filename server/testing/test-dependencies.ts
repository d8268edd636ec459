import { createTrainingQueue } from "../jobs/queue";
import { createLog } from "../observability/log";
import { createMetrics } from "../observability/metrics";
import type { Dependencies } from "../services/dependencies";
import { readModelFiles } from "../services/model-files";
import { registerModel } from "../services/model-store";
import { createPredictionWriter } from "../services/prediction-writer";
import { createReferenceSetReader } from "../services/reference-set-reader";
import { createServedModels, ensureChampion } from "../services/served-models";
import { createTestDatabase } from "./database";

/** What services need, on a real database of its own and with the shipped model. */
export async function createTestDependencies(): Promise<
  Dependencies & { url: string; drop(): Promise<void> }
> {
  const { db, url, drop } = await createTestDatabase();
  const model = await registerModel(db, await readModelFiles("data/model"));
  await ensureChampion(db, { version: model.card.version, now: new Date() });
  const log = createLog("silent");
  const trainingQueue = createTrainingQueue({ url, log });
  return {
    db,
    url,
    writePrediction: createPredictionWriter(db),
    referenceSet: createReferenceSetReader(db),
    models: await createServedModels(db, model),
    metrics: createMetrics(),
    trainingQueue,
    log,
    now: () => new Date(),
    stopping: new AbortController().signal,
    drop: async () => {
      await trainingQueue.stop();
      await drop();
    },
  };
}
