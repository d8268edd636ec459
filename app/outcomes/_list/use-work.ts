"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { Outcome, Prediction, RecordedOutcome } from "@/lib/prediction";

interface Done {
  readonly prediction: Prediction;
  readonly recorded: RecordedOutcome;
}

interface Work {
  /** Recorded from this list and gone from it. */
  readonly done: ReadonlySet<string>;
  /** Taken up again, with what was recorded before. */
  readonly again: ReadonlyMap<string, RecordedOutcome>;
  /** The last one recorded, while it is gone. */
  readonly last: Done | null;
  /** The one taken up again just now. */
  readonly returned: Prediction | null;
}

const nothing: Work = { done: new Set(), again: new Map(), last: null, returned: null };

function without<T>(all: ReadonlySet<T>, one: T): Set<T> {
  const rest = new Set(all);
  rest.delete(one);
  return rest;
}

/** Records outcomes in place, one at a time for each prediction, and takes the last one up again. */
export function useWork(onDone: (prediction: Prediction) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutateAsync, error, reset } = useMutation(trpc.predictions.recordOutcome.mutationOptions());
  const [work, setWork] = useState<Work>(nothing);
  // State is too slow for a double click.
  const underWay = useRef(new Set<string>());

  const record = useCallback(
    async (
      prediction: Prediction,
      { observedOn, ...said }: { outcome: Outcome; observedOn: string; timeZone: string },
    ) => {
      const { id } = prediction;
      if (underWay.current.has(id)) return;
      underWay.current.add(id);
      reset();
      try {
        const recorded = await mutateAsync({ id, ...said, ...(observedOn === "" ? {} : { observedOn }) });
        onDone(prediction);
        setWork(({ done, again }) => ({
          done: new Set(done).add(id),
          again: new Map(again).set(id, recorded),
          last: { prediction, recorded },
          returned: null,
        }));
        void queryClient.invalidateQueries(trpc.predictions.pathFilter());
      } catch {
        // Shown where the list is; the row stays.
      } finally {
        underWay.current.delete(id);
      }
    },
    [mutateAsync, reset, onDone, queryClient, trpc],
  );

  const takeUpAgain = useCallback(() => {
    setWork((now) =>
      now.last === null
        ? now
        : {
            ...now,
            done: without(now.done, now.last.prediction.id),
            last: null,
            returned: now.last.prediction,
          },
    );
  }, []);

  return { work, record, takeUpAgain, error };
}
