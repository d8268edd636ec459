import { initTRPC } from "@trpc/server";
import { callerOf } from "../auth/caller";
import { admitOnRecord } from "../services/access";
import type { Context } from "./context";
import { toProblem, toTrpcError } from "./errors";

/** Often enough for proxies, which close what is silent for a minute. */
const pingMs = 15_000;

const t = initTRPC.context<Context>().create({
  sse: {
    ping: { enabled: true, intervalMs: pingMs },
    // Two pings and a half: a connection that is dead without having ended is made anew.
    client: { reconnectAfterInactivityMs: 2.5 * pingMs },
  },
  errorFormatter: ({ shape, error, input, ctx }) => {
    const problem = toProblem({
      error,
      input,
      locale: ctx?.locale ?? "en",
      requestId: ctx?.requestId ?? "",
    });
    const { stack: _, ...data } = shape.data;
    return { ...shape, message: problem.message, data: { ...data, problem } };
  },
});

const namesWhatHappened = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

/** Wanted most when it cannot be found out who asks, and tells of nobody. */
const withoutDatabase: ReadonlySet<string> = new Set(["status.current"]);

/** Nobody gets further than they may; see server/auth/permissions.ts. */
const permitted = t.middleware(async ({ ctx, path, type, next }) => {
  const { deps, principal, fault, visitor, requestId } = ctx;
  if (fault !== null) {
    if (!withoutDatabase.has(path) || !deps.accounts.sessions.gave(visitor.cookies)) throw fault;
    const actor = callerOf(null, { address: visitor.address, requestId });
    return next({ ctx: { ...ctx, actor, owner: actor.id as string | undefined } });
  }
  const actor = callerOf(principal, { address: visitor.address, requestId });
  const reach = await admitOnRecord(deps, { principal, actor, operation: path });
  // Reading goes on by itself; what changes something is done by a person.
  if (type === "mutation" && visitor.session !== null) await deps.accounts.sessions.touch(visitor.session);
  return next({ ctx: { ...ctx, actor, owner: reach === "own" ? actor.id : undefined } });
});

export const router = t.router;
export const procedure = t.procedure.use(namesWhatHappened).use(permitted);
