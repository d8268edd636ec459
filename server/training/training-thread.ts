import type { TrainingOptions } from "../../lib/training/training-options";
import type { RequestedPoint, TrainingPhase } from "../../lib/training/training-run";
import type { VersionParts } from "../services/model-store";
import { workerFile } from "../worker-file";
import type { TrainRequest } from "./train-model";

/** What the thread runs. */
export const trainWorkerFile = workerFile("train-worker", import.meta.url);

/** What the thread is started with. */
export interface ThreadRequest {
  readonly data: TrainRequest["data"];
  /** The file's bytes, gzip. */
  readonly content: Uint8Array;
  readonly options: TrainingOptions;
  readonly points: readonly RequestedPoint[];
  /** Threads that grow trees, besides this one. */
  readonly threads: number;
}

/** What the thread says, in any order but for the last, which is `done` or `refused`; any other end is a fault. */
export type ThreadMessage =
  | { readonly kind: "trees"; readonly count: number }
  | { readonly kind: "phase"; readonly phase: TrainingPhase }
  | { readonly kind: "unmet"; readonly name: string; readonly reason: string }
  | { readonly kind: "done"; readonly parts: VersionParts }
  /** The rows do not allow it. */
  | { readonly kind: "refused"; readonly reason: string };
