import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Claims = Readonly<Record<string, unknown>>;

/** What an ID token is to be, from what it should be. */
export interface Lie {
  readonly claims?: (claims: Claims) => Claims;
  readonly algorithm?: "RS256" | "none" | "HS256";
  /** With a key that the server does not publish. */
  readonly isForged?: boolean;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const makeKeys = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

/**
 * An OpenID Connect server as far as one sign-on needs it, whose ID tokens can be made wrong: what a code is exchanged
 * for is up to the lie of the moment.
 */
export async function startLyingOidcServer(clientId: string) {
  const [keys, others] = [makeKeys(), makeKeys()];
  const state: { lie: Lie; nonce: string } = { lie: {}, nonce: "" };
  const server = createServer((request, response) => {
    const answer = (body: object) =>
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    const path = request.url ?? "";
    if (path === "/.well-known/openid-configuration") return answer(description());
    if (path === "/jwks") return answer({ keys: [{ ...publicKey(), kid: "1", alg: "RS256", use: "sig" }] });
    if (path === "/token")
      return answer({ access_token: "a", token_type: "Bearer", expires_in: 60, id_token: token() });
    return response.writeHead(404).end();
  }).listen(0, "localhost");
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const publicKey = () => keys.publicKey.export({ format: "jwk" });
  const description = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  });
  function token(): string {
    const { claims = (right) => right, algorithm = "RS256", isForged = false } = state.lie;
    const now = Math.floor(Date.now() / 1000);
    const right = { iss: issuer, aud: clientId, sub: "ada", iat: now, exp: now + 60, nonce: state.nonce };
    const email = { email: "ada@example.org", email_verified: true };
    const text = `${encode({ alg: algorithm, kid: "1" })}.${encode(claims({ ...right, ...email }))}`;
    if (algorithm === "none") return `${text}.`;
    // The old trick: the published key taken for a shared secret.
    if (algorithm === "HS256") {
      const known = keys.publicKey.export({ type: "spki", format: "pem" });
      return `${text}.${createHmac("sha256", known).update(text).digest("base64url")}`;
    }
    const { privateKey } = isForged ? others : keys;
    return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
  }
  return {
    issuer,
    /** As if the person had signed in: the query a browser comes back with from the address it was sent to. */
    lieAbout: (address: string, lie: Lie): URLSearchParams => {
      const asked = new URL(address).searchParams;
      Object.assign(state, { lie, nonce: asked.get("nonce") ?? "" });
      return new URLSearchParams({ code: "c", state: asked.get("state") ?? "" });
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
