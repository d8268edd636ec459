import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Tells the requests that this process sends to itself from everybody else's. */
export interface OwnRequests {
  /** To send along. */
  readonly headers: Readonly<Record<string, string>>;
  recognises(request: IncomingMessage): boolean;
}

const header = "x-microcalc-own";
const digest = (token: string) => createHash("sha256").update(token).digest();

/** With a token of 256 random bits that lives as long as the process and never leaves it. */
export function createOwnRequests(): OwnRequests {
  const token = randomBytes(32).toString("hex");
  const expected = digest(token);
  return {
    headers: { [header]: token },
    recognises: ({ headers }) => {
      const given = headers[header];
      // Digests are of one length, and compared in constant time they tell nothing of how near a guess was.
      return typeof given === "string" && timingSafeEqual(digest(given), expected);
    },
  };
}
