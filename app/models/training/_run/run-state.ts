import type { TrainingLogEntry, TrainingPhase } from "@/lib/training/training-run";

/** Where a run stands, by its log. */
export interface RunState {
  readonly phase: TrainingPhase | null;
  /** Trees since it was last begun. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly isStopping: boolean;
}

/** Reads the log from the end back to where the run was last begun. */
export function runState(entries: readonly TrainingLogEntry[]): RunState {
  let phase: RunState["phase"] = null;
  let progress: RunState["progress"] = null;
  let isStopping = false;
  for (let i = entries.length - 1; i >= 0; i--) {
    const event = entries[i]?.event;
    if (event === undefined || event.kind === "started" || event.kind === "started_over") break;
    if (event.kind === "phase") phase ??= event.phase;
    else if (event.kind === "progress") progress ??= { done: event.done, total: event.total };
    else if (event.kind === "cancel_requested") isStopping = true;
  }
  return { phase, progress, isStopping };
}
