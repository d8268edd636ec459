import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth/types";
import { z } from "zod";

/**
 * Lets better-auth begin a session, just as after a password, for somebody whom another server vouches for. Without an
 * address, so that nothing but a call reaches it.
 */
export const linkedSignIn = () =>
  ({
    id: "linked-sign-in",
    endpoints: {
      signInLinked: createAuthEndpoint(
        { method: "POST", body: z.object({ userId: z.uuid() }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(ctx.body.userId);
          if (user === null) throw ctx.error("NOT_FOUND");
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ id: user.id });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
