import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { OwnRequests } from "../auth/own-requests";
import type { RateLimits } from "../auth/rate-limits";
import type { Metrics } from "../observability/create-metrics";
import { describe, type Log } from "../observability/log";
import { matchOperation } from "../rest/bound-operations";
import { restPrefix } from "../rest/operations";
import { sendDoorRefusal } from "../rest/problem";
import { DatabaseUnavailableError, OverloadedError, toDomainError } from "../services/errors";
import type { Refusal } from "./address";
import type { Admission, ShedReason } from "./admission";
import { requireHttps, setSecurityHeaders } from "./headers";
import { answerLive, answerReady, type Health } from "./health";
import type { Origins } from "./proxies";
import { refusalOf } from "./refusals";
import { isCountedByAddress, isDocs, isSignOn, otherRoute, routeOf, unknownOperation } from "./routes";
import { tooManyRequests } from "./too-many-requests";
import { answerTrpcError, refuseTrpc } from "./trpc-refusal";

/** A request with the number under which its log line and its error text can be found. */
export interface NumberedRequest extends IncomingMessage {
  requestId: string;
  /** Of the sender, see {@link Origins}. */
  address: string;
}

/** Answers one kind of request; a rejection becomes a 500 without its text. */
export type Handler = (request: NumberedRequest, response: ServerResponse) => unknown;

interface Handlers
  extends Readonly<
    Record<
      "trpc" | "rest" | "docs" | "exportPredictions" | "exportAudit" | "exportCase" | "signOn" | "pages",
      Handler
    >
  > {
  readonly admission: Admission;
  readonly rateLimits: RateLimits;
}

export interface Edge {
  readonly health: Health;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly procedures: ReadonlySet<string>;
  readonly origins: Origins;
  /** What the process asks of itself, through the same door as everybody. */
  readonly own: { readonly requests: OwnRequests; readonly procedures: ReadonlySet<string> };
  /** Of them those that answer with a stream, which lasts as long as somebody listens. */
  readonly subscriptions: ReadonlySet<string>;
  /** Handlers that need the model and the database; absent until the server is ready. */
  handlers: Handlers | null;
}

/** Until one may try again. */
const retryAfterSeconds = 2;

const requestIdForm = /^[A-Za-z0-9_-]{8,64}$/;

const isTrpc = (pathname: string) => pathname.startsWith("/api/trpc/");
const isRest = (pathname: string) => pathname === restPrefix || pathname.startsWith(`${restPrefix}/`);

/** The same, as programs that speak REST read it. */
function refuseRest(response: ServerResponse, [status, message, retryAfter]: Refusal): void {
  const { req } = response;
  if (status === 405) {
    // By no method, so that those there are come back.
    const found = matchOperation("", pathnameOf(req).slice(restPrefix.length));
    if (found.operation === null) response.setHeader("Allow", found.allow.join(", "));
  }
  const requestId = String(response.getHeader("X-Request-Id"));
  sendDoorRefusal(response, { status, detail: message, requestId, retryAfter: retryAfter ?? null });
}

/** Says no without hanging up: Node reads on and drops what is still to come, so that the sender gets the answer. */
function refuse(response: ServerResponse, ...refusal: Refusal): void {
  if (isRest(pathnameOf(response.req))) {
    refuseRest(response, refusal);
    return;
  }
  if (isTrpc(pathnameOf(response.req))) {
    refuseTrpc(response, refusal);
    return;
  }
  const [status, message, wait] = refusal;
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    ...(wait !== undefined && { "Retry-After": String(wait) }),
  });
  response.end(`${message}\n`);
}

/** A process that only runs jobs has nothing to say to anybody but the probes. */
export const onlyProbes: Handler = (_request, response) =>
  refuse(response, 404, "This process runs jobs and answers no requests.");

function handlerFor(pathname: string, handlers: Handlers): Handler {
  if (isTrpc(pathname)) return handlers.trpc;
  if (isRest(pathname)) return handlers.rest;
  if (isDocs(pathname)) return handlers.docs;
  if (pathname === "/api/export/predictions") return handlers.exportPredictions;
  if (pathname === "/api/export/audit") return handlers.exportAudit;
  if (isSignOn(pathname)) return handlers.signOn;
  if (pathname === "/api/export/case") return handlers.exportCase;
  return handlers.pages;
}

export function pathnameOf(request: IncomingMessage): string {
  const [pathname = "/"] = (request.url ?? "/").split("?", 1);
  return pathname;
}

function levelOf(route: string, status: number): "error" | "info" | "debug" {
  if (status >= 500) return "error";
  return route === "/_next/static" || route === "/livez" || route === "/readyz" ? "debug" : "info";
}

/** What a request is counted under. One by a method that nothing here answers is none to the route it names. */
function labelsOf(request: IncomingMessage, procedures: ReadonlySet<string>) {
  const pathname = pathnameOf(request);
  const reading = request.method === "GET" || request.method === "HEAD";
  const method = reading ? "GET" : request.method === "POST" ? "POST" : "other";
  if (isRest(pathname)) {
    const { operation } = matchOperation(request.method ?? "", pathname.slice(restPrefix.length));
    if (operation !== null) return { method, route: operation.procedure };
    return { method, route: method === "other" ? otherRoute : unknownOperation };
  }
  return { method, route: method === "other" ? otherRoute : routeOf(pathname, procedures) };
}

function measure(edge: Edge, request: NumberedRequest, response: ServerResponse): void {
  const isOwn = edge.own.requests.recognises(request);
  const { method, route: asked } = labelsOf(request, isOwn ? edge.own.procedures : edge.procedures);
  const begun = process.hrtime.bigint();
  const streams = edge.subscriptions.has(asked);
  const open = streams ? edge.metrics.eventStreams : edge.metrics.requestsInFlight;
  open.inc();
  response.once("close", () => {
    open.dec();
    const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
    // A stream ends when its reader goes: that is no failure, and how long it was is no measure of the server.
    const streamed = streams && response.statusCode === 200;
    // By a method that its route does not answer, it was a request to nothing there is.
    const route = response.statusCode === 405 ? otherRoute : asked;
    const aborted = !response.writableFinished && !streamed;
    const status = aborted ? "aborted" : `${Math.floor(response.statusCode / 100)}xx`;
    if (!streamed) edge.metrics.requests.inc({ route, method, status });
    if (!streamed && !aborted && response.statusCode < 500)
      edge.metrics.requestDuration.observe({ route }, seconds);
    const entry = {
      requestId: request.requestId,
      method,
      route,
      status: response.statusCode,
      aborted,
      seconds,
    };
    // Who sends one's own tells of its failures, and not every time.
    edge.log[isOwn ? "debug" : levelOf(route, response.statusCode)](entry, "request");
  });
}

/** Why a request is shed, `null` if it is admitted. The process's own requests always are. */
function overloadOf(edge: Edge, request: NumberedRequest, response: ServerResponse): ShedReason | null {
  if (edge.handlers === null || edge.own.requests.recognises(request)) return null;
  const pathname = pathnameOf(request);
  const reason = edge.handlers.admission.refusal(response, {
    kind: edge.subscriptions.has(routeOf(pathname, edge.procedures)) ? "streams" : "requests",
    asksDatabase: pathname.startsWith("/api/"),
  });
  if (reason !== null) edge.metrics.requestsShed.inc({ reason });
  return reason;
}

/** An operation is counted by who asks for it, see server/services/access.ts; a file of the build not at all. */
async function rateLimitOf(edge: Edge, request: NumberedRequest): Promise<Refusal | null> {
  const { route } = labelsOf(request, edge.procedures);
  if (edge.handlers === null || !isCountedByAddress(route) || edge.own.requests.recognises(request))
    return null;
  const tooMany = await edge.handlers.rateLimits.page(request.address);
  if (tooMany === null) return null;
  edge.metrics.requestsLimited.inc({ by: tooMany.by });
  return tooManyRequests(tooMany.retryAfterSeconds);
}

async function answer(edge: Edge, request: NumberedRequest, response: ServerResponse): Promise<void> {
  const pathname = pathnameOf(request);
  if (pathname === "/livez") return answerLive(response);
  if (pathname === "/readyz") return answerReady(response, edge.health);
  const refusal = refusalOf(request, { pathname, origins: edge.origins });
  if (refusal !== null) return refuse(response, ...refusal);
  if (edge.handlers === null)
    return refuse(response, 503, "The server is starting. Please try again shortly.", retryAfterSeconds);
  const tooMany = await rateLimitOf(edge, request);
  if (tooMany !== null) return refuse(response, ...tooMany);
  if (overloadOf(edge, request, response) !== null) {
    if (isTrpc(pathname)) return answerTrpcError(response, new OverloadedError());
    return refuse(
      response,
      503,
      "The server has more to do than it can answer in time. Please try again shortly.",
      retryAfterSeconds,
    );
  }
  await handlerFor(pathname, edge.handlers)(request, response);
}

/** The front door: numbers, measures and limits every request, then hands it to whom it belongs. */
export function createEdge(edge: Edge): RequestListener {
  return (incoming, response) => {
    const given = incoming.headers["x-request-id"];
    const requestId = typeof given === "string" && requestIdForm.test(given) ? given : randomUUID();
    const request = Object.assign(incoming, { requestId, address: edge.origins.addressOf(incoming) });
    response.setHeader("X-Request-Id", requestId);
    setSecurityHeaders(response);
    if (edge.origins.originOf(request)?.startsWith("https:")) requireHttps(response);
    if (edge.health.phase === "draining") response.setHeader("Connection", "close");
    measure(edge, request, response);
    answer(edge, request, response).catch((error: unknown) => {
      const away = toDomainError(error);
      edge.log.error({ requestId, ...describe(error) }, "request failed");
      if (response.headersSent) response.destroy();
      else if (isTrpc(pathnameOf(request))) answerTrpcError(response, error);
      else if (away instanceof DatabaseUnavailableError)
        refuse(response, 503, `${away.message} Please try again shortly.`, retryAfterSeconds);
      else refuse(response, 500, `Something went wrong on the server. Number: ${requestId}`);
    });
  };
}
