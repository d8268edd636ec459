import type { IncomingMessage } from "node:http";
import type { FindKey } from "./api-keys";
import type { Principal } from "./caller";
import type { LiveSession, Sessions } from "./sessions";

/** Who a request comes from, by what it carries. */
export interface Identity {
  readonly principal: Principal | null;
  /** Where the principal has one. */
  readonly session: LiveSession | null;
  /** Why it could not be found out; `null` where it could. */
  readonly fault: unknown;
}

export interface Identifiers {
  readonly sessions: Sessions;
  readonly findKey: FindKey;
}

const nobody: Identity = { principal: null, session: null, fault: null };
const bearerForm = /^Bearer +(\S+)$/i;

/** The one place that decides who a request comes from. A key wins over a cookie that comes along. */
export async function identify(
  { sessions, findKey }: Identifiers,
  request: IncomingMessage,
): Promise<Identity> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const key = bearerForm.exec(authorization)?.[1];
    return { ...nobody, principal: key === undefined ? null : await findKey(key) };
  }
  const session = await sessions.find(cookie);
  return session === null ? nobody : { ...nobody, principal: session.principal, session };
}

/** The same for whoever has to answer in any case. */
export const identifyIfPossible = (identifiers: Identifiers, request: IncomingMessage): Promise<Identity> =>
  identify(identifiers, request).catch((fault: unknown) => ({ ...nobody, fault }));

/** What this process asks of itself, within {@link OwnRequests}. */
export const itself: Identity = {
  principal: {
    ...{ id: "canary", name: "Canary", role: "service", scopes: [], mustFirst: null },
    credential: { kind: "process", id: "canary" },
  },
  session: null,
  fault: null,
};
