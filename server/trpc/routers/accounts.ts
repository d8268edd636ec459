import { z } from "zod";
import {
  accountSchema,
  accountWithPasswordSchema,
  changePasswordSchema,
  createAccountSchema,
  passwordSchema,
  secondFactorSchema,
  updateAccountSchema,
} from "../../../lib/accounts/account";
import { apiKeySchema, apiKeyWithSecretSchema, createApiKeySchema } from "../../../lib/accounts/api-key";
import {
  createAccount,
  listAccounts,
  removeSecondFactor,
  resetPassword,
  updateAccount,
} from "../../services/accounts";
import { createApiKey, listApiKeys, revokeApiKey } from "../../services/api-keys";
import {
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  startSecondFactor,
} from "../../services/own-account";
import { procedure, router } from "../init";

const done = z.object({});
const byId = z.strictObject({ id: z.uuid() });

/** One's own. */
export const accountRouter = router({
  changePassword: procedure
    .input(changePasswordSchema)
    .output(done)
    .mutation(async ({ ctx: { deps, visitor, actor }, input }) => {
      await changePassword(deps, { ...input, visitor, actor });
      return {};
    }),
  startSecondFactor: procedure
    .input(passwordSchema)
    .output(secondFactorSchema)
    .mutation(({ ctx: { deps, visitor, actor }, input }) =>
      startSecondFactor(deps, { ...input, visitor, actor }),
    ),
  confirmSecondFactor: procedure
    .input(z.strictObject({ code: z.string().trim().min(1).max(64) }))
    .output(done)
    .mutation(async ({ ctx: { deps, visitor, actor }, input }) => {
      await confirmSecondFactor(deps, { ...input, visitor, actor });
      return {};
    }),
  endSecondFactor: procedure
    .input(passwordSchema)
    .output(done)
    .mutation(async ({ ctx: { deps, visitor, actor }, input }) => {
      await endSecondFactor(deps, { ...input, visitor, actor });
      return {};
    }),
});

/** Everybody's. */
export const accountsRouter = router({
  list: procedure.output(z.array(accountSchema)).query(({ ctx }) => listAccounts(ctx.deps)),
  create: procedure
    .input(createAccountSchema)
    .output(accountWithPasswordSchema)
    .mutation(({ ctx, input }) => createAccount(ctx.deps, { ...input, actor: ctx.actor })),
  update: procedure
    .input(updateAccountSchema)
    .output(accountSchema)
    .mutation(({ ctx, input }) => updateAccount(ctx.deps, { ...input, actor: ctx.actor })),
  resetPassword: procedure
    .input(byId)
    .output(accountWithPasswordSchema)
    .mutation(({ ctx, input }) => resetPassword(ctx.deps, { ...input, actor: ctx.actor })),
  removeSecondFactor: procedure
    .input(byId)
    .output(accountSchema)
    .mutation(({ ctx, input }) => removeSecondFactor(ctx.deps, { ...input, actor: ctx.actor })),
});

export const apiKeysRouter = router({
  list: procedure.output(z.array(apiKeySchema)).query(({ ctx }) => listApiKeys(ctx.deps)),
  create: procedure
    .input(createApiKeySchema)
    .output(apiKeyWithSecretSchema)
    .mutation(({ ctx, input }) => createApiKey(ctx.deps, { ...input, actor: ctx.actor })),
  revoke: procedure
    .input(byId)
    .output(apiKeySchema)
    .mutation(({ ctx, input }) => revokeApiKey(ctx.deps, { ...input, actor: ctx.actor })),
});
