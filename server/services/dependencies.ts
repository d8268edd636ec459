import type { Accounts } from "../auth/accounts";
import type { RateLimits } from "../auth/rate-limits";
import type { CaseCipher } from "../case-references/case-cipher";
import type { Db } from "../db/client";
import type { TrainingQueue } from "../jobs/queue";
import type { CanaryRecord } from "../observability/canary-record";
import type { Metrics } from "../observability/create-metrics";
import type { Log } from "../observability/log";
import type { AuditWriter } from "./audit";
import type { DatabaseStatusReader } from "./database-status";
import type { FirstAnswerReader } from "./first-answers";
import type { ModelLoader } from "./model-loader";
import type { PredictionWriter } from "./prediction-writer";
import type { ReferenceSetReader } from "./reference-set-reader";
import type { ServedModels } from "./served-models";
import type { Installation } from "./status";

/** What services touch. Built once at boot, handed down to every call. */
export interface Dependencies {
  readonly db: Db;
  readonly accounts: Accounts;
  readonly rateLimits: RateLimits;
  readonly caseCipher: CaseCipher;
  readonly writePrediction: PredictionWriter;
  readonly readFirstAnswer: FirstAnswerReader;
  readonly writeAudit: AuditWriter;
  readonly referenceSet: ReferenceSetReader;
  /** The models that names point at; what `champion` gives is whole, and may be another at the next call. */
  readonly models: ServedModels;
  /** Where whoever runs the server puts files of rows; need not be there. */
  readonly datasetsFolder: string;
  /** Any registered version, ready to score; the last two asked for stay in memory. */
  readonly loadVersion: ModelLoader;
  readonly trainingQueue: TrainingQueue;
  readonly installation: Installation;
  readonly readDatabaseStatus: DatabaseStatusReader;
  readonly canary: CanaryRecord;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => Date;
  /** Aborted when the process begins to stop: answers without an end of their own are ended. */
  readonly stopping: AbortSignal;
}
