import type { TrainingEvent, TrainingStatus } from "./training-run";

/** Whether nothing more will happen to a run. */
export const hasEnded = (status: TrainingStatus) => status !== "queued" && status !== "running";

/** Whether a run has ended with this line. */
export const isLastEvent = ({ kind }: TrainingEvent) =>
  kind === "succeeded" || kind === "failed" || kind === "cancelled";
