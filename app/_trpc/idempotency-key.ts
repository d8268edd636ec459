import type { TRPCClientErrorLike } from "@trpc/client";
import type { AppRouter } from "@/server/trpc/root";

export function createIdempotencyKey(): string {
  // Not randomUUID: browsers keep it back on plain http, as hospital networks have it.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends under a key; where the server knows that key with other content, once more under a new one. */
export async function sendUnderKey<Answer>(
  key: string,
  send: (key: string) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(key);
  } catch (error) {
    const { data } = error as TRPCClientErrorLike<AppRouter>;
    if (data?.problem.code !== "idempotency_conflict") throw error;
    return send(createIdempotencyKey());
  }
}
