import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { DatasetError } from "../../lib/dataset/dataset-error";
import type { Issue } from "../../lib/issue";
import type { Locale } from "../../lib/locale";
import { DatasetSizeError } from "../dataset/dataset-size-error";
import { EncodingError } from "../dataset/decode-text";
import type { OutageReason } from "../db/errors";
import { AccountError, type AccountFault } from "../services/account-error";
import {
  AlreadyNamedError,
  DatabaseUnavailableError,
  DatasetInUseError,
  type DomainError,
  GateRefusedError,
  HomeFileError,
  NameMovedError,
  OutcomeDayError,
  OutcomeFileError,
  OutcomesNotAddedError,
  RollBackTargetError,
  SameModelError,
  TooFewVectorsError,
  toDomainError,
  UnknownTreeError,
  UnloadableModelError,
} from "../services/errors";
import { type FileProblem, fileProblemOf } from "./file-faults";
import { issuesOf } from "./issues";
import { type Translate, translator } from "./messages";

/** What an error tells the caller: a stable code for programs, a sentence in the caller's language for people. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly retryAfterSeconds: number | null;
  readonly issues: Issue[];
  /** What is wrong inside a file that was sent; `null` where it is something else. */
  readonly file: FileProblem | null;
}

/** The one table from what happened to what the wire says. */
const domainCodes = {
  NotFoundError: { trpc: "NOT_FOUND", problem: "not_found" },
  UnknownTreeError: { trpc: "NOT_FOUND", problem: "unknown_tree" },
  IdempotencyConflictError: { trpc: "CONFLICT", problem: "idempotency_conflict" },
  NameMovedError: { trpc: "CONFLICT", problem: "name_moved" },
  AlreadyNamedError: { trpc: "CONFLICT", problem: "already_named" },
  NothingBeforeError: { trpc: "CONFLICT", problem: "nothing_before" },
  RollBackTargetError: { trpc: "CONFLICT", problem: "roll_back_target" },
  UnloadableModelError: { trpc: "UNPROCESSABLE_CONTENT", problem: "unloadable_model" },
  GateRefusedError: { trpc: "PRECONDITION_FAILED", problem: "gate_refused" },
  InvalidCursorError: { trpc: "BAD_REQUEST", problem: "invalid_cursor" },
  DatasetError: { trpc: "UNPROCESSABLE_CONTENT", problem: "file_faults" },
  EncodingError: { trpc: "UNPROCESSABLE_CONTENT", problem: "file_encoding" },
  DatasetSizeError: { trpc: "PAYLOAD_TOO_LARGE", problem: "file_too_large" },
  DatasetInUseError: { trpc: "CONFLICT", problem: "dataset_in_use" },
  HomeFileError: { trpc: "NOT_FOUND", problem: "home_file" },
  OutcomeDayError: { trpc: "BAD_REQUEST", problem: "outcome_day" },
  OutcomeFileError: { trpc: "BAD_REQUEST", problem: "outcome_file" },
  SameModelError: { trpc: "BAD_REQUEST", problem: "same_model" },
  TooFewVectorsError: { trpc: "BAD_REQUEST", problem: "too_few_vectors" },
  OutcomesNotAddedError: { trpc: "BAD_REQUEST", problem: "outcomes_not_added" },
  TrainingUnavailableError: { trpc: "PRECONDITION_FAILED", problem: "training_unavailable" },
  OverloadedError: { trpc: "SERVICE_UNAVAILABLE", problem: "overloaded" },
  DatabaseForbiddenError: { trpc: "INTERNAL_SERVER_ERROR", problem: "database_forbidden" },
} as const satisfies Record<
  Exclude<DomainError["name"], "AccountError" | "DatabaseUnavailableError">,
  { trpc: TRPCError["code"]; problem: string }
>;

/** The same for a database that cannot do it for the moment, by the reason. */
const outageCodes = {
  away: "database_unavailable",
  restarting: "database_restarting",
  too_slow: "database_too_slow",
  contended: "database_contended",
  disk_full: "disk_full",
  out_of_connections: "database_out_of_connections",
  out_of_memory: "database_out_of_memory",
  read_only: "database_read_only",
} as const satisfies Record<OutageReason, string>;

/** The same for accounts, where the fault is the problem's code. */
const accountCodes = {
  sign_in_required: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  password_change_required: "FORBIDDEN",
  second_factor_required: "FORBIDDEN",
  invalid_credentials: "UNAUTHORIZED",
  invalid_code: "UNAUTHORIZED",
  sign_in_again: "UNAUTHORIZED",
  too_many_attempts: "TOO_MANY_REQUESTS",
  too_many_requests: "TOO_MANY_REQUESTS",
  setup_link_invalid: "FORBIDDEN",
  wrong_password: "FORBIDDEN",
  no_password: "FORBIDDEN",
  same_password: "BAD_REQUEST",
  guessable_password: "BAD_REQUEST",
  first_password_expired: "FORBIDDEN",
  second_factor_on: "CONFLICT",
  email_taken: "CONFLICT",
  last_administrator: "CONFLICT",
} as const satisfies Record<AccountFault, TRPCError["code"]>;

/** How a domain error stands on the wire. */
function codesOf(error: DomainError): { trpc: TRPCError["code"]; problem: string } {
  if (error instanceof AccountError) return { trpc: accountCodes[error.fault], problem: error.fault };
  if (error instanceof DatabaseUnavailableError)
    return { trpc: "SERVICE_UNAVAILABLE", problem: outageCodes[error.reason] };
  return domainCodes[error.name];
}

const transportCodes: Partial<Record<TRPCError["code"], string>> = {
  PARSE_ERROR: "not_json",
  BAD_REQUEST: "invalid_input",
  PAYLOAD_TOO_LARGE: "too_large",
  UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
  METHOD_NOT_SUPPORTED: "method_not_supported",
  NOT_FOUND: "unknown_procedure",
};

const internal = "internal";

/** Every code that {@link problemCode} can give, with what its status comes from. */
export const problemKinds: ReadonlyMap<string, TRPCError["code"]> = new Map([
  ...Object.values(domainCodes).map(({ problem, trpc }) => [problem, trpc] as const),
  ...Object.values(outageCodes).map((problem) => [problem, "SERVICE_UNAVAILABLE"] as const),
  ...Object.entries(accountCodes),
  ...Object.entries(transportCodes).map(([trpc, problem]) => [problem, trpc as TRPCError["code"]] as const),
  [internal, "INTERNAL_SERVER_ERROR"] as const,
]);

export const problemCodes: ReadonlySet<string> = new Set(problemKinds.keys());

const retryAfterSeconds = 2;

/** Of those that the same request gets over, sent again a little later. */
const passing: ReadonlySet<string> = new Set([
  ...Object.values(outageCodes),
  domainCodes.OverloadedError.problem,
]);

/** Gives whatever a service threw its place in the table; faults of our own stay internal errors. */
export function toTrpcError(error: TRPCError): TRPCError {
  const domainError = toDomainError(error.cause ?? error);
  if (domainError === null) return error;
  return new TRPCError({ code: codesOf(domainError).trpc, cause: domainError });
}

/** The problem code of an error, one of a short list. */
export function problemCode(error: TRPCError): string {
  const domainError = toDomainError(error.cause);
  if (domainError !== null) return codesOf(domainError).problem;
  if (error.code === "BAD_REQUEST" && error.cause instanceof SyntaxError) return "not_json";
  return transportCodes[error.code] ?? internal;
}

/** What the sentence of an error names. */
function valuesOf({ cause }: TRPCError, t: Translate): Record<string, string | number> {
  if (cause instanceof UnknownTreeError) return { tree: cause.tree, trees: cause.trees };
  if (cause instanceof DatasetInUseError) return { file: cause.dataset };
  if (cause instanceof HomeFileError) return { file: cause.file };
  if (cause instanceof OutcomeDayError) return { day: cause.observedOn, ...cause.accepted };
  if (cause instanceof OutcomeFileError || cause instanceof AccountError) return { ...cause.values };
  if (cause instanceof NameMovedError) return { name: cause.modelName, version: cause.holds ?? "none" };
  if (cause instanceof AlreadyNamedError) return { name: cause.modelName, version: cause.version };
  if (cause instanceof RollBackTargetError) return { asked: cause.asked, target: cause.target };
  if (cause instanceof UnloadableModelError || cause instanceof GateRefusedError)
    return { version: cause.version };
  if (cause instanceof SameModelError) return { version: cause.version };
  if (cause instanceof TooFewVectorsError) return cause.found;
  if (cause instanceof OutcomesNotAddedError) return { reason: cause.reason };
  return fileValuesOf(cause, t);
}

/** The same of a file that was not taken, which is told in part in words of the catalogue. */
function fileValuesOf(cause: unknown, t: Translate): Record<string, string | number> {
  if (cause instanceof EncodingError) {
    return { file: cause.file, why: t(`errors.file.encoding.${cause.fault}`) };
  }
  if (cause instanceof DatasetSizeError) {
    const limit = cause.measure === "bytes" ? Math.floor(cause.limit / 2 ** 20) : cause.limit;
    return { file: cause.file, accepted: t(`errors.file.atMost.${cause.measure}`, { limit }) };
  }
  if (cause instanceof DatasetError) {
    const { line = 1, column = "", value = "", accepted = "" } = fileProblemOf(cause, t).faults[0] ?? {};
    return { file: cause.file, count: cause.found, line, column, value, accepted };
  }
  return {};
}

/** The key of an error's sentence: its code, and for a file what is wrong with it. */
const sentenceOf = (code: string, { cause }: TRPCError) =>
  cause instanceof OutcomeFileError ? `errors.${code}.${cause.fault}` : `errors.${code}`;

/** Seconds after which the same may be asked again; `null` where that would not help. */
export function retryAfterOf(error: TRPCError): number | null {
  const domainError = toDomainError(error.cause);
  if (domainError instanceof AccountError) return domainError.retryAfterSeconds;
  return passing.has(problemCode(error)) ? retryAfterSeconds : null;
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
  // An answer that does not fit its schema is a fault of ours: what it is about is not repeated.
  const refused = code === "invalid_input" && error.cause instanceof ZodError;
  const issues = refused ? issuesOf(error.cause, input, t) : [];
  const first = issues[0]?.message;
  return {
    code,
    message: first ?? t(sentenceOf(code, error), { requestId, ...valuesOf(error, t) }),
    requestId,
    retryAfterSeconds: retryAfterOf(error),
    issues,
    file: error.cause instanceof DatasetError ? fileProblemOf(error.cause, t) : null,
  };
}
