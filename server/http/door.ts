import { createServer, type RequestListener, type Server } from "node:http";

/** How long, in milliseconds, a sender may take before the connection is closed. */
export interface Patience {
  /** For a request's headers. */
  readonly headersMs: number;
  /** For a whole request, its body included. */
  readonly requestMs: number;
  /** From one look at the connections to the next. */
  readonly lookMs: number;
}

const patience: Patience = { headersMs: 10_000, requestMs: 30_000, lookMs: 1000 };

/** Bytes that a request's address and headers may have together. */
const headerBytes = 16_384;

/**
 * The HTTP server in front of everything: who sends slowly, or endless headers, holds a connection for a while only.
 */
export function createDoor(listener: RequestListener, limits: Patience = patience): Server {
  const { headersMs: headersTimeout, requestMs: requestTimeout, lookMs } = limits;
  const door = createServer(
    {
      headersTimeout,
      requestTimeout,
      // Node.js looks every 30 s of itself, which would be the shortest of all limits.
      connectionsCheckingInterval: lookMs,
      maxHeaderSize: headerBytes,
    },
    listener,
  );
  // Longer than the usual balancer's 60 s, so that the balancer and not we close an idle connection.
  door.keepAliveTimeout = 65_000;
  return door;
}
