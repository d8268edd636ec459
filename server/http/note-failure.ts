import type { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { describe, type Log } from "../observability/log";
import { problemCode } from "../trpc/errors";

/** Who hears of a call that failed. */
export interface Listener {
  readonly log: Log;
  /** For something that was wrong with the request itself. */
  refused(reason: string): void;
  /** How loud the log is about a failure of ours. */
  level(): "error" | "debug";
}

export interface Failure {
  readonly error: TRPCError;
  readonly requestId: string | undefined;
  readonly path: string | undefined;
}

/** Counts a refusal, and logs what is no fault of the caller's. */
export function noteFailure({ log, refused, level }: Listener, { error, requestId, path }: Failure): void {
  const code = problemCode(error);
  if (getHTTPStatusCodeFromError(error) >= 500 && code !== "overloaded") {
    log[level()]({ requestId, path, ...describe(error.cause ?? error) }, code);
  } else refused(code);
}
