import { type getFetch, TRPCClientError, type TRPCClientErrorLike } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/root";

/** Something that is not of our server: a proxy's page on a server that is away, a network's sign-in. */
class ForeignAnswer extends Error {
  override readonly name = "ForeignAnswer";
  constructor(readonly status: number) {
    super(`The answer is no JSON, status ${status}.`);
  }
}

/** tRPC allows a few more spellings of the same. */
type FetchInit = Parameters<ReturnType<typeof getFetch>>[1];

/** Fetches, and tells an answer that cannot be ours from none: to the client both would be text that does not parse. */
export async function fetchOwn(input: RequestInfo | URL, init?: FetchInit): Promise<Response> {
  const response = await fetch(input, init as RequestInit);
  if (/^application\/json\b/i.test(response.headers.get("content-type") ?? "")) return response;
  throw new ForeignAnswer(response.status);
}

/** The status of the answer that a call failed with, ours or a proxy's; `null` without an answer. */
export function statusOf(error: TRPCClientErrorLike<AppRouter>): number | null {
  if (error.data) return error.data.httpStatus;
  if (!(error instanceof TRPCClientError)) return null;
  if (error.cause instanceof ForeignAnswer) return error.cause.status;
  return error.meta?.response instanceof Response ? error.meta.response.status : null;
}

/** What to say of a call that failed without a word of our server, as a message's key. */
export function foreignFault(status: number | null): "unreachable" | "unavailable" | "failed" | "foreign" {
  if (status === null) return "unreachable";
  if (status >= 502 && status <= 504) return "unavailable";
  return status >= 500 ? "failed" : "foreign";
}
