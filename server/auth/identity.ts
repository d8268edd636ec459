import type { IncomingMessage } from "node:http";

/** Who did something, as it is stored with it. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** Who is acting, as what, and from where. */
export interface Caller extends Actor {
  /** A word: small letters and `_`. */
  readonly role: string;
  /** Internet address; `null` where the act comes from the machine itself, a command for instance. */
  readonly address: string | null;
  readonly requestId: string | null;
  /** Opaque id of the session or key that the request came with; `null` where none is asked for. */
  readonly credentialId: string | null;
}

type Numbered = IncomingMessage & { readonly requestId: string };

/** A version 4 address as itself, also where the socket listens on version 6. */
function addressOf({ socket }: IncomingMessage): string | null {
  return socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, "") ?? null;
}

/**
 * The one place that decides who a request comes from. The server has no accounts yet and listens on loopback:
 * whoever reaches it is the local clinician.
 */
export function identify(request: Numbered): Caller {
  return {
    ...{ id: "local-clinician", name: "Local clinician", role: "clinician" },
    ...{ address: addressOf(request), requestId: request.requestId, credentialId: null },
  };
}
