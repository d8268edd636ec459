import type { IncomingMessage } from "node:http";
import type { AnyProcedure } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Source } from "../../lib/prediction";
import { identify } from "../auth/identity";
import { describe } from "../observability/log";
import type { Dependencies } from "../services/dependencies";
import type { Context } from "../trpc/context";
import { problemCode, retryAfterSeconds } from "../trpc/errors";
import { localeOf } from "../trpc/locale";
import { appRouter } from "../trpc/root";
import { bodyKindOf, bodyLimits } from "./body-limits";
import { type Handler, type NumberedRequest, pathnameOf } from "./edge";

const batchLimit = 20;

/** Names of all procedures, for metric labels. */
export const procedureNames: ReadonlySet<string> = new Set(Object.keys(appRouter._def.procedures));

/** Of them those that answer with a stream. */
export const subscriptionNames: ReadonlySet<string> = new Set(
  Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>)
    .filter(([, { _def }]) => _def.type === "subscription")
    .map(([name]) => name),
);

/** The assess page says so in a header; everything else is a program. */
function sourceOf(request: IncomingMessage): Source {
  return request.headers["x-microcalc-source"] === "form" ? "form" : "api";
}

function contextOf(deps: Dependencies, request: NumberedRequest): Context {
  return {
    deps,
    actor: identify(request),
    source: sourceOf(request),
    locale: localeOf(request.headers),
    requestId: request.requestId,
    begunAt: performance.now(),
  };
}

/** tRPC under `/api/trpc/`. Queries may be posted, so that a case reference need not stand in an address. */
export function createTrpcHandler(deps: Dependencies): Handler {
  const handlers = {
    usual: handlerWithin(deps, bodyLimits.usual),
    file: handlerWithin(deps, bodyLimits.file),
  };
  return (request, response) => handlers[bodyKindOf(pathnameOf(request))](request, response);
}

function handlerWithin(deps: Dependencies, maxBodySize: number) {
  /** What a subscription was refused with: the library would send its stream with 200. */
  const refusals = new WeakMap<Context, number>();
  return createHTTPHandler({
    router: appRouter,
    basePath: "/api/trpc/",
    maxBodySize,
    maxBatchSize: batchLimit,
    allowMethodOverride: true,
    createContext: ({ req }) => contextOf(deps, req as NumberedRequest),
    responseMeta: ({ errors, ctx }) => {
      const refusal = ctx === undefined ? undefined : refusals.get(ctx);
      if (refusal !== undefined) return { status: refusal, headers: { "Cache-Control": "no-store" } };
      const away = errors.some((error) => problemCode(error) === "database_unavailable");
      return {
        headers: { "Cache-Control": "no-store", ...(away && { "Retry-After": String(retryAfterSeconds) }) },
      };
    },
    onError: ({ error, path, ctx, type }) => {
      if (type === "subscription" && ctx !== undefined) refusals.set(ctx, getHTTPStatusCodeFromError(error));
      const code = problemCode(error);
      if (code === "internal" || code === "database_unavailable") {
        deps.log.error({ requestId: ctx?.requestId, path, ...describe(error.cause ?? error) }, code);
      } else deps.metrics.inputsRejected.inc({ reason: code });
    },
  });
}
