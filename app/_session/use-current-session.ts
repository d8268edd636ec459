import { useQuery } from "@tanstack/react-query";
import type { CurrentSession } from "@/lib/accounts/account";
import { useTRPC } from "../_trpc/client";

const staleMs = 60_000;

/** What the server said last of who is signed in. */
export function useCurrentSession(): CurrentSession | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.session.current.queryOptions(undefined, { staleTime: staleMs })).data;
}
