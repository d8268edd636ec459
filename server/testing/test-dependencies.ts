import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createLog } from "../observability/log";
import { createMetrics } from "../observability/metrics";
import type { Dependencies } from "../services/dependencies";
import { readModelFiles } from "../services/model-files";
import { createModelLoader } from "../services/model-loader";
import { registerModel } from "../services/model-store";
import { createPredictionWriter } from "../services/prediction-writer";
import { createReferenceSetReader } from "../services/reference-set-reader";
import { createServedModels, ensureChampion } from "../services/served-models";
import { createTestDatabase } from "./database";

/** What services need, on a real database and a folder of its own, with the shipped model. */
export async function createTestDependencies(): Promise<
  Dependencies & { url: string; drop(): Promise<void> }
> {
  const { db, url, drop } = await createTestDatabase();
  const model = await registerModel(db, await readModelFiles("data/model"));
  await ensureChampion(db, { version: model.card.version, now: new Date() });
  const datasetsFolder = await mkdtemp(path.join(tmpdir(), "microcalc-datasets-"));
  const [metrics, log] = [createMetrics(), createLog("silent")];
  const models = await createServedModels({ db, log, metrics }, model);
  return {
    db,
    url,
    writePrediction: createPredictionWriter(db),
    referenceSet: createReferenceSetReader(db),
    models,
    loadVersion: createModelLoader(db, models),
    metrics,
    log,
    datasetsFolder,
    now: () => new Date(),
    drop: async () => {
      await rm(datasetsFolder, { recursive: true, force: true });
      await drop();
    },
  };
}
