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
    .query(({ ctx: { deps, principal, visitor } }) => currentSession(deps, { principal, visitor })),
  signIn: procedure
    .input(signInSchema)
    .output(signedInSchema)
    .mutation(({ ctx: { deps, visitor, actor }, input }) => signIn(deps, { ...input, visitor, actor })),
  verifyCode: procedure
    .input(verifyCodeSchema)
    .output(signedInSchema)
    .mutation(({ ctx: { deps, visitor, actor }, input }) => verifyCode(deps, { ...input, visitor, actor })),
  signOut: procedure.output(done).mutation(async ({ ctx: { deps, visitor, actor } }) => {
    await signOut(deps, { visitor, actor });
    return {};
  }),
  /** The person has done something; that is noted of every mutation. */
  touch: procedure.output(done).mutation(() => ({})),
  setUp: procedure
    .input(setupSchema)
    .output(done)
    .mutation(async ({ ctx: { deps, visitor, actor }, input }) => {
      await setUp(deps, { ...input, visitor, actor });
      return {};
    }),
  list: procedure
    .output(z.array(ownSessionSchema))
    .query(({ ctx: { deps, visitor } }) => listOwnSessions(deps, visitor)),
  revoke: procedure
    .input(z.strictObject({ id: z.uuid() }))
    .output(done)
    .mutation(async ({ ctx: { deps, visitor, actor }, input }) => {
      await revokeOwnSession(deps, { ...input, visitor, actor });
      return {};
    }),
});
