import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import type { StartTraining } from "@/lib/training/training-run";
import { useTRPC } from "../../../_trpc/client";
import { createIdempotencyKey, sendUnderKey } from "../../../_trpc/idempotency-key";

type Asked = Omit<StartTraining, "idempotencyKey">;

/** Starts a run and goes to its page. The same request again, before it was answered, is the same run. */
export function useStartRun() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const attempt = useRef<{ readonly asked: string; readonly key: string } | null>(null);
  const inFlight = useRef(false);
  const { mutateAsync, isPending, error } = useMutation(trpc.training.start.mutationOptions());

  async function start(asked: Asked): Promise<void> {
    // State is too slow for a double click.
    if (inFlight.current) return;
    inFlight.current = true;
    const text = JSON.stringify(asked);
    if (attempt.current?.asked !== text) attempt.current = { asked: text, key: createIdempotencyKey() };
    try {
      const run = await sendUnderKey(attempt.current.key, (idempotencyKey) => {
        attempt.current = { asked: text, key: idempotencyKey };
        return mutateAsync({ ...asked, idempotencyKey });
      });
      attempt.current = null;
      void queries.invalidateQueries({ queryKey: trpc.training.list.queryKey() });
      router.push(`/models/training/${run.id}`);
    } catch {
      // Said by `error`.
    } finally {
      inFlight.current = false;
    }
  }

  return { start, isStarting: isPending, error };
}
