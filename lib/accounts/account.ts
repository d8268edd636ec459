import { z } from "zod";
import { displayNameSchema } from "./display-name";
import { personRoleSchema, roleSchema } from "./role";

/**
 * Characters that a password must and may have, whichever they are: length is what counts (NIST SP 800-63B). The server
 * refuses those that are guessed easily all the same.
 */
export const passwordLengths = { least: 12, most: 128 } as const;

const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());
const newPasswordSchema = z.string().min(passwordLengths.least).max(passwordLengths.most);
/** One that is to be compared: whatever it is, the answer is that it is not the right one. */
const givenPasswordSchema = z.string().min(1).max(1024);

export const signInSchema = z.strictObject({
  email: z.string().trim().toLowerCase().min(1).max(254),
  password: givenPasswordSchema,
});
export type SignIn = z.infer<typeof signInSchema>;

/** `second_factor`: the password was right, and {@link verifyCodeSchema} is still to come. */
export const signedInSchema = z.object({ kind: z.enum(["signed_in", "second_factor"]) });
export type SignedIn = z.infer<typeof signedInSchema>;

/** Six digits of an authenticator, or one of the recovery codes. */
export const verifyCodeSchema = z.strictObject({
  kind: z.enum(["authenticator", "recovery"]),
  code: z.string().trim().min(1).max(64),
});
export type VerifyCode = z.infer<typeof verifyCodeSchema>;

/** What somebody has to do on the page of their account before they may do anything else. */
export const firstDutySchema = z.enum(["change_password", "set_up_second_factor"]);
export type FirstDuty = z.infer<typeof firstDutySchema>;

/** Who is signed in, and what may be asked for. */
export const currentSessionSchema = z.object({
  account: z
    .object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      role: roleSchema,
      hasSecondFactor: z.boolean(),
      mustFirst: firstDutySchema.nullable(),
    })
    .nullable(),
  /** Names of the operations that the account may ask for. */
  may: z.array(z.string()),
  /** Seconds without doing anything after which the session is over. */
  idleSeconds: z.number(),
  /** When it is over whatever is done; `null` where nobody is signed in. */
  endsAt: z.iso.datetime().nullable(),
  /** No account exists yet: the link that the terminal shows makes the first. */
  awaitsSetup: z.boolean(),
  /** Sign-on at the organisation's own server, by the name people know it under; `null` where there is none. */
  signOn: z.object({ name: z.string() }).nullable(),
});
export type CurrentSession = z.infer<typeof currentSessionSchema>;

export const setupSchema = z.strictObject({
  /** Of the link. */
  token: z.string().min(1).max(200),
  name: displayNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});
export type Setup = z.infer<typeof setupSchema>;

export const ownSessionSchema = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  isThis: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

export const changePasswordSchema = z.strictObject({
  currentPassword: givenPasswordSchema,
  newPassword: newPasswordSchema,
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

export const passwordSchema = z.strictObject({ password: givenPasswordSchema });

/** To be put into an authenticator, then confirmed with a code from it. */
export const secondFactorSchema = z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) });
export type SecondFactor = z.infer<typeof secondFactorSchema>;

export const accountSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: personRoleSchema,
  hasSecondFactor: z.boolean(),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
  /** Of the latest session; `null` where there is none any more. */
  lastSeenAt: z.iso.datetime().nullable(),
});
export type Account = z.infer<typeof accountSchema>;

export const createAccountSchema = z.strictObject({
  name: displayNameSchema,
  email: emailSchema,
  role: personRoleSchema,
});
export type CreateAccount = z.infer<typeof createAccountSchema>;

/** With a password that is shown once and has to be changed at the first sign-in. */
export const accountWithPasswordSchema = z.object({ account: accountSchema, password: z.string() });
export type AccountWithPassword = z.infer<typeof accountWithPasswordSchema>;

export const updateAccountSchema = z.strictObject({
  id: z.uuid(),
  name: displayNameSchema.optional(),
  role: personRoleSchema.optional(),
  isDisabled: z.boolean().optional(),
});
export type UpdateAccount = z.infer<typeof updateAccountSchema>;
