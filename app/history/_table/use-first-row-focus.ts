"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import { rowLinks } from "./use-row-keys";

interface PageProgress {
  readonly isFetching: boolean;
  readonly isPlaceholderData: boolean;
}

/** Asks for the focus to go to the first row as soon as the rows now being fetched are there. */
export function useFirstRowFocus(
  rows: RefObject<HTMLElement | null>,
  { isFetching, isPlaceholderData }: PageProgress,
): () => void {
  const wanted = useRef(false);
  const settled = !isFetching && !isPlaceholderData;
  useEffect(() => {
    if (!settled || !wanted.current || rows.current === null) return;
    wanted.current = false;
    rowLinks(rows.current)[0]?.focus();
  }, [settled, rows]);
  return useCallback(() => {
    wanted.current = true;
  }, []);
}
