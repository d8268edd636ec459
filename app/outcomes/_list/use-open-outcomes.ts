"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import type { OpenOrder } from "@/lib/outcomes/open-outcomes";

const pageSize = 25;

/**
 * What is open, page after page. It stays as it is while it is worked through: what is done leaves the list by itself.
 */
export function useOpenOutcomes(order: OpenOrder) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useInfiniteQuery({
    queryKey: ["outcomes", "open", order],
    // Not tRPC's own infinite query: it sends a direction along, which is no part of the question.
    queryFn: ({ pageParam }) =>
      queryClient.fetchQuery(
        trpc.outcomes.open.queryOptions(
          { order, limit: pageSize, cursor: pageParam },
          { staleTime: 0, gcTime: 0, retry: false },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    // Come back to, the list is what is open then.
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}
