"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../_trpc/client";

/** The model of one version; at once where it is the current one and that is already known. */
export function useModel(version: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useQuery(
    trpc.models.byVersion.queryOptions(
      { version },
      {
        // A version never changes.
        staleTime: Number.POSITIVE_INFINITY,
        initialData: () => {
          const current = queryClient.getQueryData(trpc.models.current.queryKey());
          return current?.version === version ? current : undefined;
        },
      },
    ),
  );
}
