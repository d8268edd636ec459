"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client";
import type { ListedVersion } from "./version-groups";

/** Versions are listed by so many. */
const pageSize = 50;

/** The registered versions, newest first, page by page. */
export function useVersions() {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.models.list.infiniteQueryOptions(
      { limit: pageSize },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const versions: readonly ListedVersion[] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { ...query, versions };
}
