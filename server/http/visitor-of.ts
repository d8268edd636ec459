import type { ServerResponse } from "node:http";
import type { LiveSession } from "../auth/sessions";
import type { Visitor } from "../auth/visitor";
import type { NumberedRequest } from "./edge";

const longestUserAgent = 512;

/** Who sends a request and waits for the response; cookies are added to those that it has. */
export function visitorOf(
  request: NumberedRequest,
  response: ServerResponse,
  session: LiveSession | null,
): Visitor {
  return {
    address: request.address,
    userAgent: request.headers["user-agent"]?.slice(0, longestUserAgent) ?? null,
    cookies: request.headers.cookie,
    session,
    sendCookies: (cookies) => {
      for (const cookie of cookies) response.appendHeader("Set-Cookie", cookie);
    },
  };
}
