"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Prediction, ReviewPrediction } from "@/lib/prediction";
import { answerKey } from "../_assess/use-answer";
import { useTRPC } from "../_trpc/client";

/** Records a review, one at a time, and shows it wherever the prediction is already on screen. */
export function useReview() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const inFlight = useRef(false);
  const { mutate, error, isPending } = useMutation(
    trpc.predictions.review.mutationOptions({
      onSuccess: (review, { id }) => {
        queryClient.setQueryData<Prediction>(answerKey, (answer) =>
          answer?.id === id ? { ...answer, review } : answer,
        );
        queryClient.setQueryData(trpc.predictions.byId.queryKey({ id }), (record) =>
          record === undefined
            ? undefined
            : {
                ...record,
                review,
                reviews: [review, ...record.reviews.filter((other) => other.id !== review.id)],
              },
        );
      },
      onSettled: () => {
        inFlight.current = false;
      },
    }),
  );
  return {
    error,
    isPending,
    review: (said: ReviewPrediction, onSuccess: () => void) => {
      // A second click comes before the button has been drawn as busy.
      if (inFlight.current) return;
      inFlight.current = true;
      mutate(said, { onSuccess });
    },
  };
}
