import type { ServerResponse } from "node:http";

/** Where the process stands in its life; the probes and the drain read and write it. */
export type Phase = "starting" | "ready" | "draining";

export interface Health {
  phase: Phase;
}

function send(response: ServerResponse, status: number, body: Record<string, string>): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}

/** `/livez`: the event loop turns. Says nothing of the database: a restart would not bring that back. */
export function answerLive(response: ServerResponse): void {
  send(response, 200, { status: "live" });
}

/**
 * `/readyz`: 200 when the model is loaded, the schema is right and the server does not drain, else 503. A database
 * that went away later does not make it unready: people are better told so by us than by a balancer.
 */
export function answerReady(response: ServerResponse, health: Health): void {
  send(response, health.phase === "ready" ? 200 : 503, { status: health.phase });
}
