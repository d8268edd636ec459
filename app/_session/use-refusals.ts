import { useQueryClient } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useEffect, useEffectEvent } from "react";
import type { AppRouter } from "@/server/trpc/root";

type Failure = TRPCClientErrorLike<AppRouter> | null | undefined;

/** Calls back with the code of every refusal that any procedure answers, and the address it was asked at. */
export function useRefusals(onRefusal: (code: string) => void): void {
  const queries = useQueryClient();
  const hear = useEffectEvent((error: Failure) => {
    const code = error?.data?.problem.code;
    if (code !== undefined) onRefusal(code);
  });
  useEffect(() => {
    const stopQueries = queries.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") hear(event.action.error as Failure);
    });
    const stopMutations = queries.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") hear(event.action.error as Failure);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queries]);
}
