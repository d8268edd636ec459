import type { LiveSession } from "./sessions";

/** From where somebody asks, and how cookies reach them. */
export interface Visitor {
  /** Of the other end, or of the client that a trusted proxy names. */
  readonly address: string;
  readonly userAgent: string | null;
  /** As they came; `undefined` for none. */
  readonly cookies: string | undefined;
  readonly session: LiveSession | null;
  /** Each a whole `Set-Cookie` value. */
  sendCookies(cookies: readonly string[]): void;
}
