import { createLog } from "../observability/log";
import { createMetrics } from "../observability/metrics";
import type { Dependencies } from "../services/dependencies";
import { readModelFiles } from "../services/model-files";
import { registerModel } from "../services/models";
import { createPredictionWriter } from "../services/prediction-writer";
import { createReferenceSetReader } from "../services/reference-set-reader";
import { createTestDatabase } from "./database";

/** What services need, on a real database of its own and with the shipped model. */
export async function createTestDependencies(): Promise<
  Dependencies & { url: string; drop(): Promise<void> }
> {
  const { db, url, drop } = await createTestDatabase();
  const model = await registerModel(db, await readModelFiles("data/model"));
  return {
    db,
    url,
    writePrediction: createPredictionWriter(db),
    referenceSet: createReferenceSetReader(db),
    model,
    metrics: createMetrics(),
    log: createLog("silent"),
    now: () => new Date(),
    drop,
  };
}
