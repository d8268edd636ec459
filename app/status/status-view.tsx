"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../_trpc/client";
import { OverallSentence } from "./_overall/overall-sentence";
import { StatusParts } from "./_parts/status-parts";

const refetchMilliseconds = 10_000;

/** How the server does: all of it in a sentence, then part by part. */
export function StatusView() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.status.current.queryOptions(undefined, {
      staleTime: 0,
      refetchInterval: refetchMilliseconds,
      // That nobody answers is an answer here, and the next look comes soon anyway.
      retry: false,
    }),
  );
  return (
    <>
      <OverallSentence status={data} isAnswered={error === null} onRetry={() => void refetch()} />
      {data === undefined ? null : <StatusParts status={data} />}
    </>
  );
}
