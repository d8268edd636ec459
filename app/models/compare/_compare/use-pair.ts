"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTRPC } from "../../../_trpc/client";
import { compareSearch } from "./compare-search";
import { useVersions } from "./use-versions";
import { completePair, type Pair } from "./version-groups";

/** The two versions of the address, completed where it leaves one open, and those there are to choose from. */
export function usePair() {
  const trpc = useTRPC();
  const [asked, setAsked] = useQueryStates(compareSearch, { history: "push" });
  const list = useVersions();
  const current = useQuery(trpc.models.current.queryOptions());
  // Not before both are known: the sides would change under the reader's eyes.
  const isKnown = list.isSuccess && current.isSuccess;
  const pair: Pair = isKnown
    ? completePair(asked, { current: current.data.version, versions: list.versions })
    : asked;
  return { pair, isKnown, list, change: (part: Partial<Pair>) => void setAsked({ ...pair, ...part }) };
}
