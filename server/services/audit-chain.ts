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

/** A seal as it is stored, with its event, `null` where that is gone. */
export interface SealedRow extends Link {
  readonly eventId: string;
  readonly hash: Uint8Array;
  readonly event: ChainedEvent | null;
}

/** How far the chain was followed. */
export interface ChainEnd {
  /** 0 before the first link. */
  readonly sequence: number;
  readonly hash: Uint8Array;
}

/** The first row that does not fit, by its place. */
export interface ChainFault {
  readonly sequence: number;
  /** Unknown where the row itself is gone. */
  readonly eventId: string | null;
  /**
   * `missing`: no such place; `event_missing`: a seal without its event; `changed`: it is not what was sealed there.
   */
  readonly kind: "missing" | "event_missing" | "changed";
}

/** What is wrong with the row that comes next; `null` where it is the next link. */
export function faultOf(end: ChainEnd, row: SealedRow): ChainFault | null {
  const { eventId, event, hash } = row;
  if (row.sequence !== end.sequence + 1)
    return { sequence: end.sequence + 1, eventId: null, kind: "missing" };
  const at = { sequence: row.sequence, eventId };
  if (event === null) return { ...at, kind: "event_missing" };
  const fits = event.id === eventId && Buffer.compare(chainHash(end.hash, event, row), hash) === 0;
  return fits ? null : { ...at, kind: "changed" };
}
