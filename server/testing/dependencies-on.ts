import { createAccounts } from "../auth/accounts";
import { createRateLimits } from "../auth/rate-limits";
import { createCaseCipher } from "../case-references/case-cipher";
import type { Db } from "../db/client";
import { createTrainingQueue } from "../jobs/queue";
import { createCanaryRecord } from "../observability/canary-record";
import { createMetrics } from "../observability/create-metrics";
import { createLog } from "../observability/log";
import { createAuditWriter } from "../services/audit";
import { createDatabaseStatusReader } from "../services/database-status";
import type { Dependencies } from "../services/dependencies";
import { createFirstAnswerReader } from "../services/first-answers";
import { readModelFiles } from "../services/model-files";
import { createModelLoader } from "../services/model-loader";
import { registerModel } from "../services/model-store";
import { createPredictionWriter } from "../services/prediction-writer";
import { createReferenceSetReader } from "../services/reference-set-reader";
import { createServedModels, ensureChampion } from "../services/served-models";

/** A secret that signs nothing but in tests. */
const testAccounts = {
  secret: "test".repeat(10),
  publicUrl: "http://localhost:3000",
  signOn: null,
  secondFactor: "optional",
} as const;

/** What services need, on a migrated database and with the shipped model; for a process of its own as well. */
export async function dependenciesOn({ db, url }: { db: Db; url: string }): Promise<Dependencies> {
  const model = await registerModel(db, await readModelFiles("data/model"));
  await ensureChampion(db, { version: model.card.version, now: new Date() });
  const now = () => new Date();
  const [metrics, log] = [createMetrics(), createLog("silent")];
  const caseCipher = createCaseCipher({ current: "of-tests-alone-5a1d0c7e", previous: null });
  const models = await createServedModels({ db, log, metrics }, model);
  return {
    db,
    caseCipher,
    accounts: createAccounts({ ...{ db, log, now }, ...testAccounts }),
    rateLimits: createRateLimits({ db, perMinute: 100_000 }),
    writePrediction: createPredictionWriter((_name, statement) => db.$queryRaw(statement), caseCipher),
    readFirstAnswer: createFirstAnswerReader({ db, caseCipher }),
    writeAudit: createAuditWriter(db),
    referenceSet: createReferenceSetReader(db),
    models,
    loadVersion: createModelLoader(db, models),
    trainingQueue: createTrainingQueue({ url, log }),
    installation: {
      ...{ version: "0.0.0", role: "all", startedAt: new Date(), database: "own", hasCanary: false },
      ...{ alertmanagerUrl: null, grafanaUrl: null },
    },
    readDatabaseStatus: createDatabaseStatusReader({ db, models, now }),
    canary: createCanaryRecord(metrics),
    metrics,
    log,
    // No such folder: who needs files in it has one of their own.
    datasetsFolder: "",
    now,
    stopping: new AbortController().signal,
  };
}
