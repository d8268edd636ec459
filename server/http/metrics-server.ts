import { createServer, type Server } from "node:http";
import type { Metrics } from "../observability/create-metrics";

/**
 * `GET /metrics` on a port of its own, so that it can be kept from the world: the process's own metrics, and the live
 * figures where this process is the one to tell them. Never touches the database.
 */
export function createMetricsServer({ registry, live }: Metrics): Server {
  return createServer((request, response) => {
    if (request.url !== "/metrics" || (request.method !== "GET" && request.method !== "HEAD")) {
      response.writeHead(404).end();
      return;
    }
    Promise.all([registry.metrics(), live.exposition()]).then(
      (texts) => response.writeHead(200, { "Content-Type": registry.contentType }).end(texts.join("")),
      () => response.writeHead(500).end(),
    );
  });
}
