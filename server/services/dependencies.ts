import type { Db } from "../db/client";
import type { Log } from "../observability/log";
import type { Metrics } from "../observability/metrics";
import type { ServedModel } from "./models";
import type { PredictionWriter } from "./prediction-writer";
import type { ReferenceSetReader } from "./reference-set-reader";

/** What services touch. Built once at boot, handed down to every call. */
export interface Dependencies {
  readonly db: Db;
  readonly writePrediction: PredictionWriter;
  readonly referenceSet: ReferenceSetReader;
  readonly model: ServedModel;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => Date;
}
