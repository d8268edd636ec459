import { headers } from "next/headers";

/** The nonce of this response's content security policy, if the server in front set one; Next reads the same header. */
export async function readNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy") ?? "";
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}
