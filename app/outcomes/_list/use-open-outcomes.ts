"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import type { OpenOrder } from "@/lib/outcomes/open-outcomes";

const pageSize = 25;

/** What is open, page after page. It stays as it is while it is worked through: what is done leaves the list by itself. */
export function useOpenOutcomes(order: OpenOrder) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.outcomes.open.infiniteQueryOptions(
      { order, limit: pageSize },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        staleTime: Number.POSITIVE_INFINITY,
        // Come back to, the list is what is open then.
        gcTime: 0,
        refetchOnReconnect: false,
        refetchOnWindowFocus: false,
      },
    ),
  );
}
