"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client";
import type { ListedVersion } from "./version-groups";

/** Versions are listed by so many. */
const pageSize = 50;
const noCursor: string | null = null;

/** The registered versions, newest first, page by page. */
export function useVersions() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: [...trpc.models.list.pathKey(), "pages"],
    // tRPC's own infinite query sends a direction along, which the procedure does not take.
    queryFn: ({ pageParam }) =>
      queryClient.fetchQuery(trpc.models.list.queryOptions({ limit: pageSize, cursor: pageParam })),
    initialPageParam: noCursor,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const versions: readonly ListedVersion[] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { ...query, versions };
}
