import type { TRPCClientErrorLike } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/root";
import { statusOf } from "./foreign-answer";

/** Nobody answered, or somebody in front of the server did: worth asking again as it is. */
const transientStatus = new Set([502, 503, 504]);

const longestWaitMilliseconds = 15_000;
const attempts = 4;

/** Whether the same request may well succeed a little later: the network or the database was away. */
export function isTransient(error: TRPCClientErrorLike<AppRouter>): boolean {
  const status = statusOf(error);
  return status === null || transientStatus.has(status);
}

/** Milliseconds to wait before the next attempt: doubling from half a second, never less than the server asked. */
export function retryDelay(failures: number, error: TRPCClientErrorLike<AppRouter>): number {
  const asked = (error.data?.problem.retryAfterSeconds ?? 0) * 1000;
  return Math.max(asked, Math.min(500 * 2 ** failures, longestWaitMilliseconds));
}

/** Queries are asked again while the fault is transient; a refusal is final. */
export function shouldRetry(failures: number, error: TRPCClientErrorLike<AppRouter>): boolean {
  return isTransient(error) && failures < attempts;
}
