"use client";

import { useMutation } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CreatePrediction, Prediction } from "@/lib/prediction";
import type { AppRouter } from "@/server/trpc/root";
import { useTRPC } from "../_trpc/client";
import { sendUnderKey } from "../_trpc/idempotency-key";
import { isTransient, retryDelay } from "../_trpc/transient";

type SubmissionError = TRPCClientErrorLike<AppRouter>;

/** The server or its database was away: the same request goes out again at `retryAt` (ms since the epoch). */
export interface Waiting {
  readonly request: CreatePrediction;
  readonly error: SubmissionError;
  readonly failures: number;
  readonly retryAt: number;
}

interface SubmissionHandlers {
  /** The server knew the key with other content: it goes out under the next one. */
  onNewKey: (refused: string, next: string) => void;
  onAnswer: (prediction: Prediction, request: CreatePrediction) => void;
  onRefusal: (error: SubmissionError) => void;
}

/** Sends one request at a time and repeats it, with the same key, for as long as nobody can take it. */
export function useSubmission({ onNewKey, onAnswer, onRefusal }: SubmissionHandlers) {
  const trpc = useTRPC();
  const { mutateAsync, isPending } = useMutation(trpc.predictions.create.mutationOptions());
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const inFlight = useRef(false);

  const send = useCallback(
    async (first: CreatePrediction, failures = 0) => {
      // State is too slow for a double click.
      if (inFlight.current) return;
      inFlight.current = true;
      let request = first;
      try {
        const prediction = await sendUnderKey(first.idempotencyKey, (idempotencyKey) => {
          if (idempotencyKey !== first.idempotencyKey) onNewKey(first.idempotencyKey, idempotencyKey);
          request = { ...first, idempotencyKey };
          return mutateAsync(request);
        });
        onAnswer(prediction, request);
        setWaiting(null);
      } catch (thrown) {
        const error = thrown as SubmissionError;
        if (isTransient(error)) {
          const retryAt = Date.now() + retryDelay(failures, error);
          setWaiting({ request, error, failures: failures + 1, retryAt });
        } else {
          setWaiting(null);
          onRefusal(error);
        }
      } finally {
        inFlight.current = false;
      }
    },
    [mutateAsync, onNewKey, onAnswer, onRefusal],
  );

  useEffect(() => {
    if (waiting === null || isPending) return;
    const again = () => void send(waiting.request, waiting.failures);
    const timer = window.setTimeout(again, Math.max(0, waiting.retryAt - Date.now()));
    window.addEventListener("online", again);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [waiting, isPending, send]);

  return {
    send,
    isSending: isPending,
    waiting,
    retryNow: useCallback(() => {
      if (waiting !== null) void send(waiting.request, waiting.failures);
    }, [waiting, send]),
    stopWaiting: useCallback(() => setWaiting(null), []),
  };
}
