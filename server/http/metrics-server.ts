import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Metrics } from "../observability/create-metrics";
import { setSecurityHeaders } from "./headers";

const digestOf = (text: string) => createHash("sha256").update(text).digest();

/** Whether a request carries the token, in a time that does not depend on how much of it is right. */
function tokenCheck(token: string): (request: IncomingMessage) => boolean {
  const expected = digestOf(token);
  return ({ headers }) => {
    const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "")?.[1] ?? "";
    return timingSafeEqual(digestOf(given), expected);
  };
}

async function sendMetrics({ registry, live }: Metrics, response: ServerResponse): Promise<void> {
  const texts = await Promise.all([registry.metrics(), live.exposition()]);
  const text = texts.join("");
  // Prometheus 3 refuses a scrape whose content type it does not know.
  response.writeHead(200, {
    "Content-Type": registry.contentType,
    "Content-Length": Buffer.byteLength(text),
  });
  // To HEAD, Node.js sends the headers alone.
  response.end(text);
}

export interface MetricsServerOptions {
  /** Whoever scrapes has to send it; without one everybody may who reaches the port. */
  readonly token?: string | undefined;
}

/**
 * `GET /metrics` on a port of its own, so that it can be kept from the world: the process's own metrics, and the live
 * figures where this process is the one to tell them. Never touches the database.
 */
export function createMetricsServer(metrics: Metrics, { token }: MetricsServerOptions = {}): Server {
  const mayScrape = token === undefined ? () => true : tokenCheck(token);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    setSecurityHeaders(response);
    response.setHeader("Cache-Control", "no-store");
    if (request.url?.split("?", 1)[0] !== "/metrics") response.writeHead(404).end();
    else if (request.method !== "GET" && request.method !== "HEAD")
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
    else if (!mayScrape(request)) response.writeHead(401, { "WWW-Authenticate": "Bearer" }).end();
    else await sendMetrics(metrics, response);
  };
  const server = createServer({ connectionsCheckingInterval: 1000 }, (request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  // A scrape is a few lines and at once; who takes longer to ask, or to listen, keeps a connection for nothing.
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  server.timeout = 30_000;
  // Longer than a minute between two scrapes, so that they find the connection open.
  server.keepAliveTimeout = 65_000;
  return server;
}
