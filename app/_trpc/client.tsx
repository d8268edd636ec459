"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpLink, type TRPCClientErrorLike } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/trpc/root";
import { fetchOwn } from "./foreign-answer";
import { retryDelay, shouldRetry } from "./transient";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: TRPCClientErrorLike<AppRouter>;
  }
}

const { TRPCProvider, useTRPC: useTypedTRPC } = createTRPCContext<AppRouter>();

/** The server's procedures as TanStack Query options. */
export const useTRPC = useTypedTRPC;

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: shouldRetry,
        retryDelay,
        // A hospital network without internet is not offline.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

function createClient() {
  // One request per procedure: each keeps its own status and Retry-After. Posted, so that no input, a case
  // reference above all, stands in an address.
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        ...{ url: "/api/trpc", methodOverride: "POST", fetch: fetchOwn },
        headers: { "x-microcalc-source": "form" },
      }),
    ],
  });
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
