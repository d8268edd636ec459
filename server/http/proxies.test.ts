import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { createOrigins, type OriginOptions, trustListOf } from "./proxies";

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers: { host: "app.example", ...headers } }) as unknown as IncomingMessage;

const proxies = { trustedProxies: ["10.0.0.0/8", "fd00::/8", "192.0.2.1"] };

test.for<
  [who: string, options: OriginOptions, peer: string | undefined, forwardedFor: string, address: string]
>([
  ["nobody's word is taken unasked", {}, "10.0.0.1", "203.0.113.7", "10.0.0.1"],
  ["a stranger's word is not taken", proxies, "203.0.113.9", "203.0.113.7", "203.0.113.9"],
  ["a proxy says who asked it", proxies, "10.0.0.1", "203.0.113.7", "203.0.113.7"],
  ["over an IPv6 socket too", proxies, "::ffff:10.0.0.1", "::ffff:203.0.113.7", "203.0.113.7"],
  ["what a sender put before is not believed", proxies, "10.0.0.1", "127.0.0.1, 203.0.113.7", "203.0.113.7"],
  [
    "rows of proxies are walked through",
    proxies,
    "fd00::1",
    "9.9.9.9, 203.0.113.7, 192.0.2.1, 10.1.2.3",
    "203.0.113.7",
  ],
  ["a port is left off", proxies, "10.0.0.1", "203.0.113.7:4711", "203.0.113.7"],
  ["an IPv6 address with a port", proxies, "10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"],
  ["what is no address ends the walk", proxies, "10.0.0.1", "203.0.113.7, unknown", "10.0.0.1"],
  ["no header at all", proxies, "10.0.0.1", "", "10.0.0.1"],
  ["a connection that is gone", proxies, undefined, "203.0.113.7", ""],
])("the sender's address: %s", ([, options, peer, forwardedFor, address]) => {
  const request = from(peer, { "x-forwarded-for": forwardedFor, forwarded: "for=198.51.100.1" });
  expect(createOrigins(options).addressOf(request)).toBe(address);
});

test("scheme and host are the request's own unless a trusted proxy says otherwise, and a public address wins", () => {
  const told = { "x-forwarded-proto": "https", "x-forwarded-host": "public.example" };
  expect(createOrigins().originOf(from("10.0.0.1", told))).toBe("http://app.example");
  expect(createOrigins(proxies).originOf(from("203.0.113.9", told))).toBe("http://app.example");
  expect(createOrigins(proxies).originOf(from("10.0.0.1", told))).toBe("https://public.example");
  const known = createOrigins({ publicUrl: "https://microcalc.example/" });
  expect(known.originOf(from("203.0.113.9", told))).toBe("https://microcalc.example");
});

test.for(["a b", "x/y", "x?y", "x@y", "x\\y", "", "[", "x:99999"])("a host %j makes no origin", (host) => {
  expect(createOrigins().originOf(from("203.0.113.9", { host }))).toBeNull();
});

test.for<
  [what: string, options: OriginOptions, origin: string, headers: Record<string, string>, ours: boolean]
>([
  ["the same host and port", {}, "http://app.example:3000", { host: "app.example:3000" }, true],
  ["https before a proxy that is not known", {}, "https://app.example", {}, true],
  ["a port that goes without saying", {}, "https://app.example", { host: "app.example:443" }, true],
  ["another port", {}, "http://app.example:3001", { host: "app.example:3000" }, false],
  ["another host", {}, "http://elsewhere.example", {}, false],
  ["a host that begins as ours", {}, "http://app.example.elsewhere.example", {}, false],
  ["an origin without a name", {}, "null", {}, false],
  ["an empty one", {}, "", {}, false],
  ["two", {}, "http://app.example, http://app.example", {}, false],
  ["another scheme of programs", {}, "file://app.example", {}, false],
  ["the scheme a proxy saw", proxies, "https://app.example", { "x-forwarded-proto": "https" }, true],
  ["another scheme than it saw", proxies, "http://app.example", { "x-forwarded-proto": "https" }, false],
  ["the public address", { publicUrl: "https://microcalc.example" }, "https://microcalc.example", {}, true],
  ["the host behind it", { publicUrl: "https://microcalc.example" }, "https://app.example", {}, false],
  [
    "the public host without https",
    { publicUrl: "https://microcalc.example" },
    "http://microcalc.example",
    {},
    false,
  ],
])("whether an origin is ours: %s", ([, options, origin, headers, ours]) => {
  expect(createOrigins(options).isOurs(from("10.0.0.1", headers), origin)).toBe(ours);
});

test.for([
  "10.0.0.0/33",
  "10.0.0/8",
  "fd00::/129",
  "proxy.example",
  "",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "10.0.0.0/-1",
])("%j is no network to trust", (entry) => {
  expect(() => trustListOf(["10.0.0.1", entry])).toThrow(/no address and no network/);
});
