import { z } from "zod";
import {
  currentSessionSchema,
  ownSessionSchema,
  setupSchema,
  signedInSchema,
  signInSchema,
  verifyCodeSchema,
} from "../../../lib/accounts/account";
import { listOwnSessions, revokeOwnSession } from "../../services/own-account";
import { setUp } from "../../services/set-up";
import { currentSession, signIn, signOut, verifyCode } from "../../services/sign-in";
import { procedure, router } from "../init";

const done = z.object({});

export const sessionRouter = router({
  current: procedure
    .output(currentSessionSchema)
    .query(({ ctx: { deps, caller, visitor } }) => currentSession(deps, { caller, visitor })),
  signIn: procedure
    .input(signInSchema)
    .output(signedInSchema)
    .mutation(({ ctx: { deps, visitor }, input }) => signIn(deps, { ...input, visitor })),
  verifyCode: procedure
    .input(verifyCodeSchema)
    .output(signedInSchema)
    .mutation(({ ctx: { deps, visitor }, input }) => verifyCode(deps, { ...input, visitor })),
  signOut: procedure.output(done).mutation(async ({ ctx: { deps, visitor } }) => {
    await signOut(deps, visitor);
    return {};
  }),
  /** The person has done something; that is noted of every mutation. */
  touch: procedure.output(done).mutation(() => ({})),
  setUp: procedure
    .input(setupSchema)
    .output(done)
    .mutation(async ({ ctx: { deps, visitor }, input }) => {
      await setUp(deps, { ...input, visitor });
      return {};
    }),
  list: procedure
    .output(z.array(ownSessionSchema))
    .query(({ ctx: { deps, visitor } }) => listOwnSessions(deps, visitor)),
  revoke: procedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(done)
    .mutation(async ({ ctx: { deps, visitor }, input }) => {
      await revokeOwnSession(deps, { ...input, visitor });
      return {};
    }),
});
