import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** An event as the chain is over it: every column, times in ISO form. */
export interface ChainedEvent {
  readonly id: string;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly actorRole: string;
  readonly action: string;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly result: string;
  readonly details: unknown;
}

/** A place in the chain. */
export interface Link {
  /** From 1. */
  readonly sequence: number;
  readonly sealedAt: string;
}

/** Before the first link: 32 zero bytes. */
export const chainStart: Uint8Array = new Uint8Array(32);

/**
 * SHA-256 over the hash before and the canonical JSON (RFC 8785) of one object with the event's fields, its `sequence`
 * and its `sealedAt`. With the events exported, anybody can compute it again.
 */
export function chainHash(
  previous: Uint8Array,
  event: ChainedEvent,
  { sequence, sealedAt }: Link,
): Uint8Array<ArrayBuffer> {
  const text = canonicalize({ ...event, sequence, sealedAt }) ?? "";
  return new Uint8Array(createHash("sha256").update(previous).update(text, "utf8").digest());
}
