import { symmetricDecodeJWT, symmetricEncodeJWT } from "better-auth/crypto";
import { z } from "zod";
import { longestReturn } from "../../lib/accounts/sign-on";
import { cookiePrefix } from "./session-limits";

/** What a browser that has gone to the sign-on server has to bring back with it. */
export interface SignOnStep {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
  /** Where the person wanted to go, as the address said it. */
  readonly from: string | null;
}

export const stepCookie = `${cookiePrefix}.sign_on`;
/** From the way out to the way back. */
export const stepSeconds = 600;

const stepSchema = z.object({
  state: z.string().min(1),
  nonce: z.string().min(1),
  verifier: z.string().min(1),
  from: z.string().max(longestReturn).nullable(),
});

const attributes = "Path=/; Secure; HttpOnly; SameSite=Lax";
/** A `Set-Cookie` that takes the step away. */
export const noStep = `${stepCookie}=; Max-Age=0; ${attributes}`;

const cookieForm = new RegExp(`(?:^|;\\s*)${stepCookie.replaceAll(".", "\\.")}=([\\w.-]+)`);

/** Keeps steps with the browsers they belong to, encrypted and signed: nobody else can read or make one. */
export interface SignOnSteps {
  /** As a `Set-Cookie`. */
  seal(step: SignOnStep): Promise<string>;
  /** The one among a browser's cookies; `null` for none, one that is over, or anything else. */
  open(cookies: string | undefined): Promise<SignOnStep | null>;
}

export function createSignOnSteps(secret: string): SignOnSteps {
  return {
    seal: async (step) => {
      const sealed = await symmetricEncodeJWT({ ...step }, secret, stepCookie, stepSeconds);
      return `${stepCookie}=${sealed}; Max-Age=${stepSeconds}; ${attributes}`;
    },
    open: async (cookies) => {
      const sealed = cookieForm.exec(cookies ?? "")?.[1];
      if (sealed === undefined) return null;
      return stepSchema.safeParse(await symmetricDecodeJWT(sealed, secret, stepCookie)).data ?? null;
    },
  };
}
