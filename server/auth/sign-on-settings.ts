import { z } from "zod";

/** On this machine nobody else reads along. */
const isLocal = ({ hostname }: URL) => /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);

/** Of an OpenID Connect issuer: its documents lie below it, so no query and no fragment. */
export const issuerAddress = z
  .string()
  .regex(
    /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/i,
    "must be an address such as https://login.hospital.example",
  )
  .refine((text) => URL.canParse(text), "must be an address")
  .refine((text) => !URL.canParse(text) || /^https:/i.test(text) || isLocal(new URL(text)), {
    message: "must begin with https, unless it is on localhost",
  });

/** Sign-on at the organisation's own OpenID Connect server. */
export interface SignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call that server. */
  readonly name: string;
  /** Where browsers find the application, without a slash at the end. */
  readonly publicUrl: string;
}

interface Variables {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_NAME?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
}

const needed = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "PUBLIC_URL"] as const;

/** What is missing where sign-on is configured by half. */
export function signOnFaultsOf(variables: Variables): string[] {
  const isAskedFor = Object.entries(variables).some(([name, value]) => name.startsWith("OIDC_") && value);
  if (!isAskedFor) return [];
  const missing = needed.filter((name) => variables[name] === undefined);
  return missing.map((name) => `${name}: is missing; sign-on needs ${needed.join(", ")} together`);
}

/** The whole of them, or `null` where there is no such sign-on. */
export function signOnSettingsOf(variables: Variables): SignOnSettings | null {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    PUBLIC_URL: publicUrl,
  } = variables;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || publicUrl === undefined)
    return null;
  const name = variables.OIDC_NAME ?? new URL(issuer).host;
  return { issuer, clientId, clientSecret, name, publicUrl: publicUrl.replace(/\/+$/, "") };
}
