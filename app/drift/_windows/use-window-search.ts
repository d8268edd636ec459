"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { defaultWindowSize } from "@/lib/drift/drift-limits";
import type { AskDrift } from "@/lib/drift/drift-report";
import { windowSearch } from "./window-search";

export interface WindowSearch {
  readonly ask: AskDrift;
  readonly change: (part: { by?: AskDrift["by"]; size?: number; to?: string | null }) => void;
}

/** Which windows to show, from the address. */
export function useWindowSearch(): WindowSearch {
  const [{ by, size, to }, setSearch] = useQueryStates(windowSearch, { history: "push" });
  const ask = useMemo<AskDrift>(
    () => ({ by: by ?? "count", size: size ?? defaultWindowSize, ...(to !== null && { to }) }),
    [by, size, to],
  );
  const change = useCallback<WindowSearch["change"]>((part) => void setSearch(part), [setSearch]);
  return { ask, change };
}
