import type { IncomingMessage } from "node:http";
import { signOnPaths } from "../../lib/accounts/sign-on";
import { sessionCookie } from "../auth/session-limits";
import type { Refusal } from "./address";
import type { Origins } from "./proxies";

/** The content type a write has to have. JSON cannot be sent by a form, nor by a script of another site unasked. */
const json = "application/json";
/** Of what is asked for by a form, so that the browser takes the answer as a download. */
const form = "application/x-www-form-urlencoded";
const formPaths: ReadonlySet<string> = new Set([
  "/api/export/audit",
  "/api/export/case",
  "/api/export/predictions",
]);

export const isRead = ({ method }: IncomingMessage): boolean => method === "GET" || method === "HEAD";

const carriesSession = ({ headers }: IncomingMessage): boolean =>
  (headers.cookie ?? "").split(";").some((pair) => pair.trim().startsWith(`${sessionCookie}=`));

/**
 * Whether a browser's session comes along and the request does not say from which site, as every browser's write does.
 */
export const isSessionFromNowhere = (request: IncomingMessage): boolean =>
  carriesSession(request) &&
  request.headers.origin === undefined &&
  request.headers["sec-fetch-site"] === undefined;

function siteFaultOf(request: IncomingMessage, origins: Origins): Refusal | null {
  const { origin, "sec-fetch-site": site } = request.headers;
  const isFromElsewhere =
    (site !== undefined && site !== "same-origin" && site !== "none") ||
    (origin !== undefined && !origins.isOurs(request, origin));
  return isFromElsewhere ? [403, "This request came from another site."] : null;
}

function hasBody({ headers, method }: IncomingMessage): boolean {
  return (
    method === "POST" ||
    headers["transfer-encoding"] !== undefined ||
    Number(headers["content-length"] ?? 0) > 0
  );
}

function bodyFaultOf(request: IncomingMessage, pathname: string): Refusal | null {
  // A few bytes could become any number of them.
  if (!/^(?:identity)?$/i.test(request.headers["content-encoding"] ?? ""))
    return [415, "Compressed bodies are not accepted. Send the body as it is, without Content-Encoding."];
  const expected = formPaths.has(pathname) ? form : json;
  const [type = ""] = (request.headers["content-type"] ?? "").split(";", 1);
  const fits = !hasBody(request) || type.trim().toLowerCase() === expected;
  return fits ? null : [415, `The request must be sent as ${expected}.`];
}

/**
 * Why a request to the API may be one that another site made a reader's browser send, or `null`. Looked at before a
 * batch is taken apart, so that it holds for every call in it. Reads are checked too: no other site has a use for them.
 */
export function forgeryFaultOf(
  request: IncomingMessage,
  { pathname, origins }: { pathname: string; origins: Origins },
): Refusal | null {
  if (!isRead(request)) {
    if (isSessionFromNowhere(request))
      return [403, "A request with a session has to say where it comes from."];
    return siteFaultOf(request, origins) ?? bodyFaultOf(request, pathname);
  }
  const isOurPagesOnly = pathname.startsWith("/api/trpc/") || pathname === signOnPaths.begin;
  return isOurPagesOnly ? siteFaultOf(request, origins) : null;
}
