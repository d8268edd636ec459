import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { signOnPaths } from "../../lib/accounts/sign-on";
import { SignOnError } from "../services/sign-on-error";
import type { SignOnSettings } from "./sign-on-settings";
import type { SignOnStep } from "./sign-on-step";

/** Who somebody is by the word of the sign-on server. */
export interface SignedOn {
  /** Names that server, for good. */
  readonly issuer: string;
  /** What it calls this person, and nobody else, for good. */
  readonly subject: string;
  /** In small letters, where it says that it has verified the address; `null` otherwise. Asks it, if need be. */
  verifiedEmail(): Promise<string | null>;
}

/** The organisation's OpenID Connect server. What goes wrong with it is a {@link SignOnError}. */
export interface SignOnServer {
  readonly name: string;
  /** Where to send a browser, and what it has to bring back. */
  begin(): Promise<{ readonly address: string; readonly step: Omit<SignOnStep, "from"> }>;
  /** What a browser that came back with this query stands for; the step has to be its own. */
  end(query: URLSearchParams, step: SignOnStep): Promise<SignedOn>;
}

const waitSeconds = 5;
/** After which the server's own description is read again. */
const knownMilliseconds = 3600_000;
const scope = "openid email";

/** As the server says it wants the secret; where it says nothing, as the standard does. */
const sendSecret =
  (secret: string): ClientAuth =>
  (server, client, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const send = methods.includes("client_secret_basic")
      ? ClientSecretBasic(secret)
      : ClientSecretPost(secret);
    send(server, client, ...request);
  };

function describeServer({ issuer, clientId, clientSecret }: SignOnSettings): Promise<Configuration> {
  const address = new URL(issuer);
  // The signature of every ID token is checked, whatever connection it came over.
  const execute = [enableNonRepudiationChecks];
  // Settings let http pass for this very machine only.
  if (address.protocol === "http:") execute.push(allowInsecureRequests);
  const options = { timeout: waitSeconds, execute };
  return discovery(address, clientId, undefined, sendSecret(clientSecret), options);
}

/** Asks once for all who wait, keeps the answer for a while, and never a failure. */
function keptFor<Value>(milliseconds: number, ask: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly until: number } | null = null;
  return () => {
    if (kept !== null && performance.now() < kept.until) return kept.value;
    const value = ask();
    const mine = { value, until: performance.now() + milliseconds };
    kept = mine;
    value.catch(() => {
      if (kept === mine) kept = null;
    });
    return value;
  };
}

/** The server did not answer, or something else did in its place. */
const isAway = (error: unknown) =>
  error instanceof TypeError ||
  (error instanceof ClientError &&
    ["OAUTH_TIMEOUT", "OAUTH_RESPONSE_IS_NOT_CONFORM", "OAUTH_RESPONSE_IS_NOT_JSON"].includes(
      error.code ?? "",
    ));

function toSignOnError(error: unknown): SignOnError {
  const isCancelled = error instanceof AuthorizationResponseError && error.error === "access_denied";
  const fault = isCancelled ? "cancelled" : isAway(error) ? "unreachable" : "failed";
  return new SignOnError(fault, { cause: error });
}

type Claims = Readonly<Record<string, unknown>>;

const verifiedEmailOf = ({ email, email_verified: isVerified }: Claims) =>
  typeof email === "string" && isVerified === true ? email.trim().toLowerCase() : null;

export function createSignOnServer(settings: SignOnSettings): SignOnServer {
  const redirectUri = settings.publicUrl + signOnPaths.end;
  const described = keptFor(knownMilliseconds, () => describeServer(settings));

  const begin: SignOnServer["begin"] = async () => {
    const configuration = await described();
    const step = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const { href: address } = buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri, scope, state: step.state, nonce: step.nonce },
      code_challenge: await calculatePKCECodeChallenge(step.verifier),
      code_challenge_method: "S256",
    });
    return { address, step };
  };

  const end: SignOnServer["end"] = async (query, { state, nonce, verifier }) => {
    const configuration = await described();
    const tokens = await authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new SignOnError("failed");
    const verifiedEmail = async () => {
      if (claims.email !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined)
        return verifiedEmailOf(claims);
      return verifiedEmailOf(await fetchUserInfo(configuration, tokens.access_token, claims.sub));
    };
    return {
      issuer: claims.iss,
      subject: claims.sub,
      verifiedEmail: () => verifiedEmail().catch(refuse),
    };
  };
  return {
    name: settings.name,
    begin: () => begin().catch(refuse),
    end: (query, step) => end(query, step).catch(refuse),
  };
}

function refuse(error: unknown): never {
  throw error instanceof SignOnError ? error : toSignOnError(error);
}
