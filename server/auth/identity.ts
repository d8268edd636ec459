import type { IncomingMessage } from "node:http";
import type { FindKey } from "./api-keys";
import type { Caller } from "./caller";
import type { LiveSession, Sessions } from "./sessions";

/** Who a request comes from, by what it carries. */
export interface Identity {
  readonly caller: Caller | null;
  /** Where the caller has one. */
  readonly session: LiveSession | null;
}

export interface Identifiers {
  readonly sessions: Sessions;
  readonly findKey: FindKey;
}

const nobody: Identity = { caller: null, session: null };
const bearerForm = /^Bearer +(\S+)$/i;

/** The one place that decides who a request comes from. A key wins over a cookie that comes along. */
export async function identify(
  { sessions, findKey }: Identifiers,
  request: IncomingMessage,
): Promise<Identity> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const key = bearerForm.exec(authorization)?.[1];
    return { ...nobody, caller: key === undefined ? null : await findKey(key) };
  }
  const session = await sessions.find(cookie);
  return session === null ? nobody : { caller: session.caller, session };
}

/** What this process asks of itself, within {@link OwnRequests}. */
export const itself: Identity = {
  caller: {
    ...{ id: "canary", name: "Canary", role: "service", scopes: [], mustChangePassword: false },
    credential: { kind: "process", id: "canary" },
  },
  session: null,
};
