import { z } from "zod";
import { displayNameSchema } from "./display-name";
import { roleSchema } from "./role";

/** What a key may be narrowed to: the part of an operation's name before the point. */
const scopeSchema = z.string().regex(/^[a-z]{1,32}$/);

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: roleSchema,
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  expiresAt: z.iso.datetime().nullable(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export const createApiKeySchema = z.strictObject({
  name: displayNameSchema,
  role: roleSchema,
  scopes: z.array(scopeSchema).max(20).default([]),
  /** Days from now; without it the key holds until it is revoked. */
  days: z.int().min(1).max(3650).optional(),
});
export type CreateApiKey = z.infer<typeof createApiKeySchema>;

/** The key itself is shown this once. */
export const apiKeyWithSecretSchema = z.object({ apiKey: apiKeySchema, key: z.string() });
export type ApiKeyWithSecret = z.infer<typeof apiKeyWithSecretSchema>;
