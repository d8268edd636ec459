import type { IncomingMessage } from "node:http";

/** Who is acting. Stored with everything that person does. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

const localClinician: Actor = { id: "local-clinician", name: "Local clinician" };

/**
 * The one place that decides who a request comes from. The server has no accounts yet and listens on loopback:
 * whoever reaches it is the local clinician.
 */
export function identify(_request: IncomingMessage): Actor {
  return localClinician;
}
