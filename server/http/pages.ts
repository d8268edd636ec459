import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Purpose } from "../purpose";
import { type Handler, pathnameOf } from "./edge";
import { type PageMode, pagePolicy } from "./headers";
import { isRouterState } from "./router-state";

/** Bits enough that nobody guesses the nonce of an answer that is on its way. */
const nonceBytes = 18;

const staticFiles = "/_next/static/";

/** Of a file of `public`, whose name stays when it changes: a day. */
const publicCaching = "public, max-age=86400";

/** Of Next's own, which are nobody's to ask for: among them the page it shows when drawing has failed, with 500. */
const isInternal = (pathname: string) => pathname.startsWith("/_") && !pathname.startsWith(staticFiles);

const routerStateHeader = "next-router-state-tree";

/** All that pages need to know of a request. Headers that steer Next from outside are none of them. */
const forPages: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "connection",
  "cookie",
  "host",
  "if-modified-since",
  "if-none-match",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  routerStateHeader,
  "next-url",
  "rsc",
  "user-agent",
]);

function dropForeignHeaders({ headers }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (!forPages.has(name)) delete headers[name];
  const state = headers[routerStateHeader];
  if (state !== undefined && !isRouterState(state)) delete headers[routerStateHeader];
}

export interface PagesOptions {
  readonly mode: PageMode;
  readonly purpose: Purpose;
  /** Under which browsers know us, for addresses that leave the page. */
  readonly publicUrl: string;
  /** Addresses of the files in `public`, which anybody may have. */
  readonly publicFiles: ReadonlySet<string>;
}

/**
 * Next's pages behind a policy with a nonce of its own for each answer. Next reads the nonce from the policy among the
 * request's headers and puts it on its scripts; the layout reads `x-nonce` for what is not Next's, `x-purpose` and
 * `x-public-url`.
 */
export function createPagesHandler(
  next: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
  { mode, purpose, publicUrl, publicFiles }: PagesOptions,
): Handler {
  return (request, response) => {
    const pathname = pathnameOf(request);
    // In development Next's tools have addresses and headers of their own.
    if (mode === "production") {
      if (isInternal(pathname)) return response.writeHead(404).end();
      dropForeignHeaders(request);
    }
    if (publicFiles.has(pathname)) response.setHeader("Cache-Control", publicCaching);
    else if (!pathname.startsWith(staticFiles)) {
      const nonce = randomBytes(nonceBytes).toString("base64");
      const policy = pagePolicy(nonce, mode);
      Object.assign(request.headers, {
        "content-security-policy": policy,
        "x-nonce": nonce,
        "x-purpose": purpose,
        "x-public-url": publicUrl,
      });
      response.setHeader("Content-Security-Policy", policy);
    }
    return next(request, response);
  };
}
