"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import type { TrendsSearch } from "./trends-search";

/** While counts lag behind, or nothing is there yet, the next look is soon. */
const refetchMilliseconds = { behind: 3000, upToDate: 30_000 };

/** The trends that the address asks for; those before stay until they are there. */
export function useTrends({ by, size, of, from, to, model }: TrendsSearch) {
  const trpc = useTRPC();
  return useQuery(
    trpc.trends.windows.queryOptions(
      {
        by: by ?? "week",
        ...(size !== null && { size }),
        ...(of !== null && { of }),
        ...(from !== null && { from }),
        ...(to !== null && { to }),
        ...(model !== null && { modelVersion: model }),
      },
      {
        // Outcomes and promotions arrive while one is elsewhere.
        staleTime: 0,
        placeholderData: keepPreviousData,
        refetchInterval: ({ state: { data } }) =>
          data !== undefined && (data.daysBehind > 0 || data.counted === null)
            ? refetchMilliseconds.behind
            : refetchMilliseconds.upToDate,
      },
    ),
  );
}
