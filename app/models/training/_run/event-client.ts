import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/root";

/** A client for streams alone, beside the one of all pages, which would carry it for nothing. */
export const createEventClient = () =>
  createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: "/api/trpc" })] });
