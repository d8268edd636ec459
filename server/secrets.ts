/** Names of the variables that are worth as much as nobody can guess them. */
const secretNames = ["METRICS_TOKEN", "AUTH_SECRET", "CASE_KEY"] as const;
type Secrets = { readonly [Name in (typeof secretNames)[number]]?: string | undefined };

const leastCharacters = 32;
/** Thirty-two characters drawn from sixteen have fewer different ones less than once in 10 million times. */
const leastDifferent = 8;

/** What stands in examples and manuals in a secret's place. */
const placeholder = /change[-_]?me|secret|password|example|placeholder|default|replace|0123456789|qwerty/i;

/** What is wrong with a secret, in words that do not repeat it; `null` when it will do. */
export function weaknessOf(secret: string): string | null {
  if (secret.length < leastCharacters) return `must be at least ${leastCharacters} characters`;
  if (new Set(secret).size < leastDifferent)
    return `must have at least ${leastDifferent} different characters`;
  return placeholder.test(secret) ? "must not be what an example says" : null;
}

export interface Deployment extends Secrets {
  readonly NODE_ENV: "development" | "test" | "production";
  readonly DATABASE_URL?: string | undefined;
}

/**
 * What is wrong with the secrets of a server that people rely on, which is one in production with a database of its
 * own: there a weak one is a reason not to start. On a desk, where the database is embedded, it is the owner's matter.
 */
export function weakSecretsOf(deployment: Deployment): string[] {
  if (deployment.NODE_ENV !== "production" || deployment.DATABASE_URL === undefined) return [];
  return secretNames.flatMap((name) => {
    const secret = deployment[name];
    const weakness = secret === undefined ? null : weaknessOf(secret);
    return weakness === null ? [] : [`${name}: ${weakness}; make one with openssl rand -hex 32`];
  });
}
