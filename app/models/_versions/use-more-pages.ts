"use client";

import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

interface Pages<Page> {
  /** Of the list's query; where the list is asked for anew, all pages shown are. */
  readonly queryKey: QueryKey;
  readonly fetchPage: (cursor: string | null) => Promise<Page>;
}

/**
 * Pages of a list, one after the other, each beginning where the one before ended. (tRPC's own infinite queries send a
 * field more than our lists take.)
 */
export function useMorePages<Page extends { readonly nextCursor: string | null }>(pages: Pages<Page>) {
  return useInfiniteQuery({
    queryKey: [...pages.queryKey, "pages"],
    queryFn: ({ pageParam }) => pages.fetchPage(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
