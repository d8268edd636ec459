import type { IncomingMessage } from "node:http";
import { addressFaultOf, type Refusal } from "./address";
import { bodyKindOf, bodyLimits } from "./body-limits";
import { forgeryFaultOf, isRead } from "./forgery";
import type { Origins } from "./proxies";

/** More than browsers and proxies send together; Node.js drops what is over its own limit without a word. */
const headerLimit = 100;

/** Why a request goes no further, or `null`: ways in that Next's advisories name, forgeries, and what is too large. */
export function refusalOf(
  request: IncomingMessage,
  { pathname, origins }: { pathname: string; origins: Origins },
): Refusal | null {
  const { headers, method, rawHeaders } = request;
  const addressFault = addressFaultOf(pathname);
  if (addressFault !== null) return addressFault;
  if (rawHeaders.length > 2 * headerLimit) return [431, "The request has too many headers."];
  if (headers["next-action"] !== undefined) return [400, "There are no server functions here."];
  if (headers["x-middleware-subrequest"] !== undefined) return [400, "This header is not accepted."];
  const isApi = pathname.startsWith("/api/");
  if (!isRead(request) && !isApi) return [405, "Pages are read with GET."];
  // tRPC's adapter fails on it, which would count as a failure of ours.
  if (method === "TRACE") return [405, "Requests are not traced."];
  if (Number(headers["content-length"] ?? 0) > bodyLimits[bodyKindOf(pathname)])
    return [413, "The request is too large."];
  return isApi ? forgeryFaultOf(request, { pathname, origins }) : null;
}
