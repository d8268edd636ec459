"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { PredictionPage, RecordedOutcome, RecordOutcome } from "@/lib/prediction";

function withOutcome(page: PredictionPage | undefined, id: string, outcome: RecordedOutcome) {
  if (page === undefined) return undefined;
  return { ...page, items: page.items.map((item) => (item.id === id ? { ...item, outcome } : item)) };
}

/** Records an outcome, one at a time, and shows it wherever the prediction is already on screen. */
export function useRecordOutcome() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const inFlight = useRef(false);
  const mutation = useMutation(
    trpc.predictions.recordOutcome.mutationOptions({
      onSuccess: (recorded, { id }) => {
        queryClient.setQueryData(trpc.predictions.byId.queryKey({ id }), (record) =>
          record === undefined
            ? undefined
            : {
                ...record,
                outcome: recorded,
                outcomes: [recorded, ...record.outcomes.filter((other) => other.id !== recorded.id)],
              },
        );
        queryClient.setQueriesData<PredictionPage>(trpc.predictions.list.pathFilter(), (page) =>
          withOutcome(page, id, recorded),
        );
      },
      onSettled: () => {
        inFlight.current = false;
      },
    }),
  );
  return {
    ...mutation,
    record: (outcome: RecordOutcome, options?: { onSuccess: () => void }) => {
      // A second click comes before the button has been drawn as busy.
      if (inFlight.current) return;
      inFlight.current = true;
      mutation.mutate(outcome, options);
    },
  };
}
