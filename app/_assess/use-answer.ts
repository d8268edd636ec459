"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Prediction } from "@/lib/prediction";

/** Where the latest answer is kept. */
export const answerKey = ["assess", "answer"] as const;

/** The latest answer, kept while the reader looks at other pages and comes back. */
export function useAnswer() {
  const queryClient = useQueryClient();
  const { data: answer = null } = useQuery<Prediction | null>({
    queryKey: answerKey,
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const keepAnswer = useCallback(
    (prediction: Prediction) => queryClient.setQueryData(answerKey, prediction),
    [queryClient],
  );
  const forgetAnswer = useCallback(() => queryClient.setQueryData(answerKey, null), [queryClient]);
  return { answer, keepAnswer, forgetAnswer };
}
