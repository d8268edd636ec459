import type { ServerResponse } from "node:http";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { doorCodes } from "../rest/problem";
import { type Problem, toProblem, toTrpcError } from "../trpc/errors";
import { localeOf } from "../trpc/locale";
import { translator } from "../trpc/messages";
import type { Refusal } from "./address";

type Code = TRPCError["code"];

/** By the status, the first of tRPC's codes that comes with it. */
const codes = new Map(
  (Object.keys(TRPC_ERROR_CODES_BY_KEY) as Code[])
    .filter((code) => code !== "PARSE_ERROR")
    .map((code) => [getHTTPStatusCodeFromError(new TRPCError({ code })), code] as const)
    .reverse(),
);

interface Said {
  readonly code: Code;
  readonly httpStatus: number;
  readonly problem: Problem;
}

/** In the form in which tRPC says that something went wrong: its client takes one error for each call of a batch. */
function send(response: ServerResponse, { code, httpStatus, problem }: Said): void {
  response.writeHead(httpStatus, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    ...(problem.retryAfterSeconds !== null && { "Retry-After": String(problem.retryAfterSeconds) }),
  });
  const data = { code, httpStatus, problem };
  response.end(
    JSON.stringify({ error: { message: problem.message, code: TRPC_ERROR_CODES_BY_KEY[code], data } }),
  );
}

const requestIdOf = (response: ServerResponse) => String(response.getHeader("X-Request-Id"));

/** Says what was thrown before tRPC was asked. The request's body is not looked at. */
export function answerTrpcError(response: ServerResponse, thrown: unknown): void {
  const error = toTrpcError(getTRPCErrorFromUnknown(thrown));
  const asking = {
    input: undefined,
    locale: localeOf(response.req.headers),
    requestId: requestIdOf(response),
  };
  const problem = toProblem({ error, ...asking });
  send(response, { code: error.code, httpStatus: getHTTPStatusCodeFromError(error), problem });
}

/** Tells a page that its request goes no further, in the reader's language. */
export function refuseTrpc(response: ServerResponse, [status, , wait]: Refusal): void {
  const code = doorCodes[status] ?? "internal";
  const requestId = requestIdOf(response);
  const message = translator(localeOf(response.req.headers))(`errors.${code}`, {
    requestId,
    seconds: wait ?? 0,
  });
  const problem = { code, message, requestId, retryAfterSeconds: wait ?? null, issues: [], file: null };
  send(response, { code: codes.get(status) ?? "BAD_REQUEST", httpStatus: status, problem });
}
