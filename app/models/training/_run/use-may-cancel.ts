import type { TrainingRun } from "@/lib/training/training-run";
import { useMay, useSession } from "../../../_session/use-session";

/** Whoever started a run may end it; an administrator may end any. */
export function useMayCancel({ startedBy }: TrainingRun): boolean {
  const account = useSession()?.account;
  const may = useMay("training.cancel");
  return may && (account?.role === "administrator" || account?.id === startedBy.id);
}
