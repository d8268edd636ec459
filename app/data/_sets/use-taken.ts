"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { TakenDataset } from "@/lib/dataset/stored-dataset";
import { useTRPC } from "../../_trpc/client";

/** What is to be done once a file was taken: the lists are read anew, and it is what one looks at. */
export function useTaken(onTaken: (sha256: string) => void): (taken: TakenDataset) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useCallback(
    ({ sha256 }) => {
      void queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() });
      onTaken(sha256);
    },
    [queryClient, trpc, onTaken],
  );
}
