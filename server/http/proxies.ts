import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Where requests come from and go to, proxies that we trust seen through. */
export interface Origins {
  /** The sender's IP address, for limits and the audit; empty when the connection has none any more. */
  addressOf(request: IncomingMessage): string;
  /**
   * Scheme, host and port under which the sender knows us; `null` where the request names no host that could be one.
   */
  originOf(request: IncomingMessage): string | null;
  /** Whether a page of this origin is one of ours. */
  isOurs(request: IncomingMessage, origin: string): boolean;
}

export interface OriginOptions {
  /** Under which browsers know us, when it is known beforehand: it then counts instead of what a request says. */
  readonly publicUrl?: string | undefined;
  /** Addresses and networks in CIDR notation whose `X-Forwarded-` headers are believed. */
  readonly trustedProxies?: readonly string[];
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** An IPv4 address that came in over an IPv6 socket is that IPv4 address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");

/** Reads a list of addresses and networks; throws with the first that is none. */
export function trustListOf(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = "", prefix, ...more] = entry.split("/");
    const bits = isIP(address) === 6 ? 128 : 32;
    const length = prefix === undefined ? bits : Number(prefix);
    const isNetwork = isIP(address) !== 0 && more.length === 0 && /^\d{1,3}$/.test(prefix ?? "0");
    if (!isNetwork || length > bits)
      throw new Error(`${entry} is no address and no network such as 10.0.0.0/8`);
    list.addSubnet(address, length, familyOf(address));
  }
  return list;
}

/** The address in an entry of `X-Forwarded-For`, which some proxies write with a port; `null` where it is none. */
function addressIn(entry: string): string | null {
  const [, inBrackets, beforePort] = /^(?:\[(.+)\]|([\d.]+))(?::\d{1,5})?$/.exec(entry) ?? [];
  const address = plain(inBrackets ?? beforePort ?? entry);
  return isIP(address) === 0 ? null : address;
}

/** The entries of a header that every proxy adds to, the nearest proxy's first. */
function nearestFirst({ headers }: IncomingMessage, name: string): string[] {
  const entries = String(headers[name] ?? "").split(",");
  return entries.map((entry) => entry.trim()).reverse();
}

/** `null` for what is no origin of the web. */
function parseOrigin(text: string): URL | null {
  if (!/^https?:\/\/[^\s/?#@\\]+$/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}

export function createOrigins({ publicUrl, trustedProxies = [] }: OriginOptions = {}): Origins {
  const publicOrigin = publicUrl === undefined ? null : new URL(publicUrl).origin;
  const list = trustListOf(trustedProxies);
  const trusts = (address: string) => isIP(address) !== 0 && list.check(address, familyOf(address));
  const peerOf = ({ socket }: IncomingMessage) => plain(socket.remoteAddress ?? "");

  /** What the nearest proxy says, if it is to be believed. */
  const forwarded = (request: IncomingMessage, name: string) =>
    trusts(peerOf(request)) ? (nearestFirst(request, name)[0] ?? "") : "";
  const hostOf = (request: IncomingMessage) =>
    forwarded(request, "x-forwarded-host") || (request.headers.host ?? "");

  const originOf = (request: IncomingMessage) => {
    if (publicOrigin !== null) return publicOrigin;
    const scheme = forwarded(request, "x-forwarded-proto") === "https" ? "https" : "http";
    return parseOrigin(`${scheme}://${hostOf(request)}`)?.origin ?? null;
  };

  return {
    originOf,
    addressOf(request) {
      let address = peerOf(request);
      for (const entry of nearestFirst(request, "x-forwarded-for")) {
        const before = trusts(address) ? addressIn(entry) : null;
        if (before === null) break;
        address = before;
      }
      return address;
    },
    isOurs(request, origin) {
      const given = parseOrigin(origin);
      if (given === null) return false;
      const isSchemeKnown = publicOrigin !== null || forwarded(request, "x-forwarded-proto") !== "";
      if (isSchemeKnown) return given.origin === originOf(request);
      // A proxy that nobody told us of may have taken TLS off: host and port decide.
      return given.origin === parseOrigin(`${given.protocol}//${hostOf(request)}`)?.origin;
    },
  };
}
