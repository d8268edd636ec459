import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { Locale } from "../../lib/locale";
import {
  type DomainError,
  OutcomesNotAddedError,
  TooFewVectorsError,
  toDomainError,
  UnknownTreeError,
} from "../services/errors";
import { type Issue, issuesOf } from "./issues";
import { translator } from "./messages";

/** What an error tells the caller: a stable code for programs, a sentence in the caller's language for people. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly retryAfterSeconds: number | null;
  readonly issues: Issue[];
}

/** The one table from what happened to what the wire says. */
const domainCodes = {
  NotFoundError: { trpc: "NOT_FOUND", problem: "not_found" },
  UnknownTreeError: { trpc: "NOT_FOUND", problem: "unknown_tree" },
  IdempotencyConflictError: { trpc: "CONFLICT", problem: "idempotency_conflict" },
  InvalidCursorError: { trpc: "BAD_REQUEST", problem: "invalid_cursor" },
  TooFewVectorsError: { trpc: "BAD_REQUEST", problem: "too_few_vectors" },
  OutcomesNotAddedError: { trpc: "BAD_REQUEST", problem: "outcomes_not_added" },
  TrainingUnavailableError: { trpc: "PRECONDITION_FAILED", problem: "training_unavailable" },
  DatabaseUnavailableError: { trpc: "SERVICE_UNAVAILABLE", problem: "database_unavailable" },
} as const satisfies Record<DomainError["name"], { trpc: TRPCError["code"]; problem: string }>;

const transportCodes: Partial<Record<TRPCError["code"], string>> = {
  PARSE_ERROR: "not_json",
  BAD_REQUEST: "invalid_input",
  PAYLOAD_TOO_LARGE: "too_large",
  UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
  METHOD_NOT_SUPPORTED: "method_not_supported",
  NOT_FOUND: "unknown_procedure",
};

export const retryAfterSeconds = 2;

/** Gives whatever a service threw its place in the table; faults of our own stay internal errors. */
export function toTrpcError(error: TRPCError): TRPCError {
  const domainError = toDomainError(error.cause ?? error);
  if (domainError === null) return error;
  return new TRPCError({ code: domainCodes[domainError.name].trpc, cause: domainError });
}

/** The problem code of an error, one of a short list. */
export function problemCode(error: TRPCError): string {
  const domainError = toDomainError(error.cause);
  if (domainError !== null) return domainCodes[domainError.name].problem;
  if (error.code === "BAD_REQUEST" && error.cause instanceof SyntaxError) return "not_json";
  return transportCodes[error.code] ?? "internal";
}

/** What the sentence of an error names. */
function valuesOf({ cause }: TRPCError, requestId: string): Record<string, string | number> {
  if (cause instanceof UnknownTreeError) return { tree: cause.tree, trees: cause.trees };
  if (cause instanceof TooFewVectorsError) return cause.found;
  if (cause instanceof OutcomesNotAddedError) return { reason: cause.reason };
  return { requestId };
}

export interface ProblemSource {
  readonly error: TRPCError;
  readonly input: unknown;
  readonly locale: Locale;
  readonly requestId: string;
}

/** Says in the caller's language what happened. The text of an internal error never leaves the server. */
export function toProblem({ error, input, locale, requestId }: ProblemSource): Problem {
  const t = translator(locale);
  const code = problemCode(error);
  const issues = error.cause instanceof ZodError ? issuesOf(error.cause, input, t) : [];
  const first = issues[0]?.message;
  return {
    code,
    message:
      code === "invalid_input" && first !== undefined
        ? first
        : t(`errors.${code}`, valuesOf(error, requestId)),
    requestId,
    retryAfterSeconds: code === "database_unavailable" ? retryAfterSeconds : null,
    issues,
  };
}
