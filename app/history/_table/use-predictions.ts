"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import type { PredictionFilters } from "@/lib/prediction";

const pageSize = 25;
const arrivalsIntervalMilliseconds = 10_000;

interface PageRequest {
  readonly filters: PredictionFilters;
  readonly cursor: string | null;
  readonly ready: boolean;
}

/** One page of the history. It changes only when the reader does something: what arrives meanwhile is announced. */
export function usePredictions({ filters, cursor, ready }: PageRequest) {
  const trpc = useTRPC();
  const page = useQuery(
    trpc.predictions.list.queryOptions(
      { ...filters, limit: pageSize, cursor },
      {
        enabled: ready,
        placeholderData: keepPreviousData,
        staleTime: 0,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    ),
  );
  const watched = ready && cursor === null && page.isSuccess && !page.isPlaceholderData;
  const arrivals = useQuery(
    trpc.predictions.arrivals.queryOptions(
      { ...filters, after: page.data?.items[0]?.id ?? null },
      {
        enabled: watched,
        staleTime: 0,
        gcTime: 0,
        retry: false,
        refetchInterval: arrivalsIntervalMilliseconds,
      },
    ),
  );
  return { page, arrivalCount: watched ? (arrivals.data?.count ?? 0) : 0 };
}
