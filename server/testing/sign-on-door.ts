import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createAccounts } from "../auth/accounts";
import { createOwnRequests } from "../auth/own-requests";
import { createAdmission } from "../http/admission";
import { createEdge } from "../http/edge";
import { createOrigins } from "../http/proxies";
import { createSignOnHandler } from "../http/sign-on";
import { createTrpcHandler, procedureNames, subscriptionNames } from "../http/trpc";
import type { Dependencies } from "../services/dependencies";
import type { OidcServer } from "./oidc-server";

/** Signs cookies of this door's. */
export const doorSecret = "test".repeat(10);

interface SignOnDoor extends Pick<OidcServer, "issuer" | "clientId" | "clientSecret"> {
  readonly port: number;
}

/** The front door with procedures and sign-on behind it, and no pages. */
export async function openSignOnDoor(
  deps: Dependencies,
  { port, issuer, clientId, clientSecret }: SignOnDoor,
): Promise<Server> {
  const { db, log, metrics } = deps;
  const publicUrl = `http://localhost:${port}`;
  const signOn = { issuer, name: "Test hospital", publicUrl, clientId, clientSecret };
  const now = () => new Date();
  const there = {
    ...deps,
    accounts: createAccounts({
      db,
      log,
      now,
      secret: doorSecret,
      publicUrl,
      signOn,
      secondFactor: "optional",
    }),
  };
  const own = createOwnRequests();
  const edge = createEdge({
    ...{ health: { phase: "ready" }, metrics, log, origins: createOrigins({ publicUrl }) },
    ...{ procedures: procedureNames, subscriptions: subscriptionNames },
    own: { requests: own, procedures: new Set() },
    handlers: {
      trpc: createTrpcHandler(there, own),
      rest: () => undefined,
      docs: () => undefined,
      exportPredictions: () => undefined,
      exportAudit: () => undefined,
      exportCase: () => undefined,
      pages: () => undefined,
      signOn: createSignOnHandler(there),
      admission: createAdmission(() => 0),
      rateLimits: deps.rateLimits,
    },
  });
  const server = createServer(edge).listen(port);
  await once(server, "listening");
  return server;
}

/** With whoever is still connected. */
export async function closeDoor(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}
