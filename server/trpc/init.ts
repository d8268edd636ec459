import { initTRPC } from "@trpc/server";
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

export const router = t.router;
export const procedure = t.procedure.use(namesWhatHappened);
