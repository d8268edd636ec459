import type { ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { OverloadedError } from "../services/errors";
import { retryAfterSeconds, toProblem, toTrpcError } from "../trpc/errors";
import { localeOf } from "../trpc/locale";
import type { NumberedRequest } from "./edge";

/**
 * Says that there is too much to do, in the form in which tRPC says that something went wrong: its client takes one error
 * for each call of a batch. The request's body is not looked at.
 */
export function answerOverloaded(request: NumberedRequest, response: ServerResponse): void {
  const cause = new OverloadedError();
  const error = toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));
  const { code } = error;
  const { requestId } = request;
  const problem = toProblem({ error, input: undefined, locale: localeOf(request.headers), requestId });
  const httpStatus = getHTTPStatusCodeFromError(error);
  const data = { code, httpStatus, problem };
  response.writeHead(httpStatus, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "Retry-After": String(retryAfterSeconds),
  });
  response.end(
    JSON.stringify({ error: { message: problem.message, code: TRPC_ERROR_CODES_BY_KEY[code], data } }),
  );
}
