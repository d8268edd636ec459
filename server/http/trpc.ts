import type { IncomingMessage, ServerResponse } from "node:http";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Source } from "../../lib/prediction";
import { type Identity, identifyIfPossible, itself } from "../auth/identity";
import type { OwnRequests } from "../auth/own-requests";
import type { Dependencies } from "../services/dependencies";
import type { Context } from "../trpc/context";
import { retryAfterOf } from "../trpc/errors";
import { localeOf } from "../trpc/locale";
import { appRouter, ownRouter } from "../trpc/root";
import { bodyKindOf, bodyLimits } from "./body-limits";
import { type Handler, type NumberedRequest, pathnameOf } from "./edge";
import { type Listener, noteFailure } from "./note-failure";
import { visitorOf } from "./visitor-of";

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

/** What a request tells its procedure. */
export function contextOf(deps: Dependencies, { request, response, identity }: Arrival): Context {
  return {
    deps,
    principal: identity.principal,
    fault: identity.fault,
    visitor: visitorOf(request, response, identity.session),
    source: sourceOf(request),
    locale: localeOf(request.headers),
    requestId: request.requestId,
    begunAt: performance.now(),
  };
}

/** Whose requests a handler answers, and who hears of those that fail. */
interface Callers {
  readonly router: AnyRouter;
  identityOf(request: NumberedRequest): Identity | Promise<Identity>;
  readonly maxBodySize: number;
  readonly listener: Listener;
}

/** Hears of what people's and programs' calls come to. */
export const peopleListener = ({ log, metrics }: Dependencies): Listener => ({
  log,
  refused: (reason) => metrics.inputsRejected.inc({ reason }),
  level: () => "error",
});

function ownCallers({ log, canary }: Dependencies): Callers {
  const listener: Listener = {
    log,
    refused: () => undefined,
    // With the first of a row of failures comes what there is to know; the rest would only repeat it.
    level: () => ((canary.last()?.fault ?? null) === null ? "error" : "debug"),
  };
  return { router: ownRouter, identityOf: () => itself, maxBodySize: bodyLimits.usual, listener };
}

/**
 * tRPC under `/api/trpc/`. Queries may be posted, so that a case reference need not stand in an address. What the
 * process asks of itself is a router apart, so that to everybody else it is like any name that does not exist.
 */
export function createTrpcHandler(deps: Dependencies, own: OwnRequests): Handler {
  const identityOf = (request: NumberedRequest) => identifyIfPossible(deps.accounts, request);
  const people = (maxBodySize: number) =>
    handlerFor(deps, { router: appRouter, identityOf, maxBodySize, listener: peopleListener(deps) });
  const handlers = {
    itself: handlerFor(deps, ownCallers(deps)),
    usual: people(bodyLimits.usual),
    rows: people(bodyLimits.rows),
    file: people(bodyLimits.file),
  };
  return (request, response) => {
    const kind = own.recognises(request) ? "itself" : bodyKindOf(pathnameOf(request));
    return handlers[kind](request, response);
  };
}

function handlerFor(deps: Dependencies, { router, identityOf, maxBodySize, listener }: Callers) {
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
      noteFailure(listener, { error, requestId: ctx?.requestId, path });
    },
  });
}
