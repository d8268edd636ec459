import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Source } from "../../lib/prediction";
import { type Identity, identify, itself } from "../auth/identity";
import type { OwnRequests } from "../auth/own-requests";
import { describe } from "../observability/log";
import type { Dependencies } from "../services/dependencies";
import type { Context } from "../trpc/context";
import { problemCode, retryAfterOf } from "../trpc/errors";
import { localeOf } from "../trpc/locale";
import { appRouter, ownRouter } from "../trpc/root";
import { bodyKindOf, bodyLimits } from "./body-limits";
import { type Handler, type NumberedRequest, pathnameOf } from "./edge";

const batchLimit = 20;

/** Names of all procedures, for metric labels. */
export const procedureNames: ReadonlySet<string> = new Set(Object.keys(appRouter._def.procedures));

/** Of those that only the process itself may call. */
export const ownProcedureNames: ReadonlySet<string> = new Set(Object.keys(ownRouter._def.procedures));

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

/** Where a request comes from, and whose it is. */
interface Arrival {
  readonly request: NumberedRequest;
  readonly response: ServerResponse;
  readonly identity: Identity;
}

export function contextOf(deps: Dependencies, { request, response, identity }: Arrival): Context {
  return {
    deps,
    caller: identity.caller,
    visitor: {
      address: request.address,
      userAgent: request.headers["user-agent"]?.slice(0, 512) ?? null,
      cookies: request.headers.cookie,
      session: identity.session,
      sendCookies: (cookies) => {
        for (const cookie of cookies) response.appendHeader("Set-Cookie", cookie);
      },
    },
    source: sourceOf(request),
    locale: localeOf(request.headers),
    requestId: request.requestId,
    begunAt: performance.now(),
  };
}

/** Whose requests a handler answers, and what it makes of those that fail. */
interface Callers {
  readonly router: AnyRouter;
  identityOf(request: NumberedRequest): Identity | Promise<Identity>;
  readonly maxBodySize: number;
  /** For something that was wrong with the request itself. */
  refused(reason: string): void;
  /** How loud the log is about a failure of ours. */
  level(): "error" | "debug";
}

function callersOf(deps: Dependencies) {
  const people = {
    router: appRouter,
    identityOf: (request: NumberedRequest) => identify(deps.accounts, request),
    refused: (reason: string) => deps.metrics.inputsRejected.inc({ reason }),
    level: () => "error" as const,
  };
  const ownCallers: Callers = {
    router: ownRouter,
    identityOf: () => itself,
    maxBodySize: bodyLimits.usual,
    refused: () => undefined,
    // With the first of a row of failures comes what there is to know; the rest would only repeat it.
    level: () => ((deps.canary.last()?.fault ?? null) === null ? "error" : "debug"),
  };
  return {
    itself: ownCallers,
    usual: { ...people, maxBodySize: bodyLimits.usual },
    file: { ...people, maxBodySize: bodyLimits.file },
  };
}

/**
 * tRPC under `/api/trpc/`. Queries may be posted, so that a case reference need not stand in an address. What the process
 * asks of itself is a router apart, so that to everybody else it is like any name that does not exist.
 */
export function createTrpcHandler(deps: Dependencies, own: OwnRequests): Handler {
  const callers = callersOf(deps);
  const handlers = {
    itself: handlerFor(deps, callers.itself),
    usual: handlerFor(deps, callers.usual),
    file: handlerFor(deps, callers.file),
  };
  return (request, response) => {
    const kind = own.recognises(request) ? "itself" : bodyKindOf(pathnameOf(request));
    return handlers[kind](request, response);
  };
}

function handlerFor(deps: Dependencies, { router, identityOf, maxBodySize, refused, level }: Callers) {
  /** What a subscription was refused with: the library would send its stream with 200. */
  const refusals = new WeakMap<Context, number>();
  return createHTTPHandler({
    router,
    basePath: "/api/trpc/",
    maxBodySize,
    maxBatchSize: batchLimit,
    allowMethodOverride: true,
    createContext: async ({ req, res }) => {
      const request = req as NumberedRequest;
      return contextOf(deps, { request, response: res, identity: await identityOf(request) });
    },
    responseMeta: ({ errors, ctx }) => {
      const refusal = ctx === undefined ? undefined : refusals.get(ctx);
      if (refusal !== undefined) return { status: refusal, headers: { "Cache-Control": "no-store" } };
      const wait = Math.max(0, ...errors.map((error) => retryAfterOf(error) ?? 0));
      return { headers: { "Cache-Control": "no-store", ...(wait > 0 && { "Retry-After": String(wait) }) } };
    },
    onError: ({ error, path, ctx, type }) => {
      if (type === "subscription" && ctx !== undefined) refusals.set(ctx, getHTTPStatusCodeFromError(error));
      const code = problemCode(error);
      if (code === "internal" || code === "database_unavailable") {
        deps.log[level()]({ requestId: ctx?.requestId, path, ...describe(error.cause ?? error) }, code);
      } else refused(code);
    },
  });
}
