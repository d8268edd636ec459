import type { IncomingMessage } from "node:http";
import { addressFaultOf, type Refusal } from "./address";
import { bodyKindOf, bodyLimits } from "./body-limits";
import { forgeryFaultOf, isRead } from "./forgery";
import type { Origins } from "./proxies";

/** More than browsers and proxies send together; Node.js drops what is over its own limit without a word. */
const headerLimit = 100;

/** Which of two hosts is meant, a proxy before us may see otherwise than we do (RFC 9112, 3.2). */
const namesTwoHosts = ({ rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.filter((text, i) => i % 2 === 0 && text.length === 4 && text.toLowerCase() === "host").length >
  1;

/** Why a request goes no further, or `null`: ways in that Next's advisories name, forgeries, and what is too large. */
export function refusalOf(
  request: IncomingMessage,
  { pathname, origins }: { pathname: string; origins: Origins },
): Refusal | null {
  const { headers, method, rawHeaders } = request;
  const addressFault = addressFaultOf(pathname);
  if (addressFault !== null) return addressFault;
  if (rawHeaders.length > 2 * headerLimit) return [431, "The request has too many headers."];
  if (namesTwoHosts(request)) return [400, "A request names one host."];
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
