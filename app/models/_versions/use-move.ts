"use client";

import { partialMatchKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTRPC } from "../../_trpc/client";

/**
 * The four ways of moving a name, one move at a time. Whatever comes of it, all that shows models is asked for again: a
 * refusal, too, may mean that this page shows what no longer holds.
 */
export function useMove(onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const inFlight = useRef(false);
  const handlers = {
    onSuccess: () => onDone(),
    onSettled: () => {
      inFlight.current = false;
      void queryClient.invalidateQueries({
        ...trpc.models.pathFilter(),
        // The gate's finding belongs to the dialog that is about to close.
        predicate: ({ queryKey }) => !partialMatchKey(queryKey, trpc.models.gate.pathKey()),
      });
    },
  };
  const promote = useMutation(trpc.models.promote.mutationOptions(handlers));
  const rollBack = useMutation(trpc.models.rollBack.mutationOptions(handlers));
  const assign = useMutation(trpc.models.assign.mutationOptions(handlers));
  const clear = useMutation(trpc.models.clear.mutationOptions(handlers));
  /** A second click comes before the button has been drawn as busy. */
  const once =
    <Input>(mutate: (input: Input) => void) =>
    (input: Input) => {
      if (inFlight.current) return;
      inFlight.current = true;
      mutate(input);
    };
  return {
    promote: { ...promote, send: once(promote.mutate) },
    rollBack: { ...rollBack, send: once(rollBack.mutate) },
    assign: { ...assign, send: once(assign.mutate) },
    clear: { ...clear, send: once(clear.mutate) },
  };
}
