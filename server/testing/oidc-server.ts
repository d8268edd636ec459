import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { freePort } from "../db/postgres/free-port";

/** What the server says of a person. */
interface OidcPerson {
  readonly email: string;
  readonly email_verified: boolean;
}

/** A real OpenID Connect server on this machine, which lets anybody in as whom they say. */
export interface OidcServer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whom it knows, by what it calls them. */
  readonly people: Map<string, OidcPerson>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Not yet started; lets browsers go back to this one address of the application's. */
export async function createOidcServer(redirectUri: string): Promise<OidcServer> {
  const port = await freePort();
  const [issuer, clientId, clientSecret] = [`http://localhost:${port}`, "microcalc", "of-tests-alone"];
  const people = new Map<string, OidcPerson>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["of-tests-alone"] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...people.get(accountId) }),
    }),
  });
  let server = createServer(provider.callback());
  return {
    ...{ issuer, clientId, clientSecret, people },
    start: async () => {
      server = createServer(provider.callback()).listen(port);
      await once(server, "listening");
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
}
