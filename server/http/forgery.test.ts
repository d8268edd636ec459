import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { sessionCookie } from "../auth/session-limits";
import { forgeryFaultOf, isSessionFromNowhere } from "./forgery";
import { createOrigins } from "./proxies";

type Headers = Record<string, string>;

const request = (method: string, headers: Headers) =>
  ({ method, headers: { host: "app.example", ...headers }, socket: {} }) as unknown as IncomingMessage;

const json = { "content-type": "application/json" };
const create = "/api/trpc/predictions.create";
const statusFor = (method: string, headers: Headers, pathname = create) =>
  forgeryFaultOf(request(method, headers), { pathname, origins: createOrigins() })?.[0] ?? "let in";

test.for<[what: string, headers: Headers, status: number | "let in"]>([
  ["a program's", json, "let in"],
  ["a page's of ours", { ...json, origin: "http://app.example", "sec-fetch-site": "same-origin" }, "let in"],
  ["with a character set", { "content-type": "Application/JSON; charset=utf-8" }, "let in"],
  ["another site's", { ...json, "sec-fetch-site": "cross-site" }, 403],
  ["a neighbour's", { ...json, "sec-fetch-site": "same-site" }, 403],
  ["from another origin", { ...json, origin: "http://elsewhere.example" }, 403],
  ["from an origin that hides itself", { ...json, origin: "null" }, 403],
  [
    "from another origin that says it is of the same",
    { ...json, origin: "http://elsewhere.example", "sec-fetch-site": "same-origin" },
    403,
  ],
  ["a form's", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["a form's with files", { "content-type": "multipart/form-data; boundary=b" }, 415],
  ["a form's plain text", { "content-type": "text/plain" }, 415],
  ["of bytes", { "content-type": "application/octet-stream" }, 415],
  ["of two types", { "content-type": "text/plain, application/json" }, 415],
  ["of no type", {}, 415],
  ["that is compressed", { ...json, "content-encoding": "gzip" }, 415],
  ["that is compressed twice", { ...json, "content-encoding": "identity, br" }, 415],
  ["that says it is not compressed", { ...json, "content-encoding": "identity" }, "let in"],
  ["with a session and no word of where from", { ...json, cookie: `a=1; ${sessionCookie}=t` }, 403],
  [
    "with a session, from us",
    { ...json, cookie: `${sessionCookie}=t`, origin: "http://app.example" },
    "let in",
  ],
  ["with other cookies", { ...json, cookie: `locale=fr; x${sessionCookie}=t` }, "let in"],
])("a write %s is answered as it should be", ([, headers, status]) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    expect(statusFor(method, { ...headers, "content-length": "2" })).toBe(status);
});

test("only a write without a body needs no type, and a post is never one", () => {
  expect(statusFor("DELETE", {})).toBe("let in");
  expect(statusFor("POST", { "content-length": "0" })).toBe(415);
  expect(statusFor("DELETE", { "transfer-encoding": "chunked" })).toBe(415);
});

test.each(["predictions", "audit", "case"])("the export of %s takes a form and nothing else", (what) => {
  const path = `/api/export/${what}`;
  expect(statusFor("POST", { "content-type": "application/x-www-form-urlencoded" }, path)).toBe("let in");
  expect(statusFor("POST", json, path)).toBe(415);
  const form = { "content-type": "application/x-www-form-urlencoded", origin: "null" };
  expect(statusFor("POST", form, path)).toBe(403);
});

test("another site may not read a procedure, and may lead a reader to other addresses", () => {
  expect(statusFor("GET", { "sec-fetch-site": "cross-site" })).toBe(403);
  expect(statusFor("GET", { origin: "http://elsewhere.example" })).toBe(403);
  expect(statusFor("GET", {})).toBe("let in");
  expect(statusFor("GET", { "sec-fetch-site": "cross-site" }, "/api/docs")).toBe("let in");
});

test("a session is from nowhere only when neither header says where it comes from", () => {
  const cookie = `${sessionCookie}=t`;
  expect(isSessionFromNowhere(request("POST", { cookie }))).toBe(true);
  expect(isSessionFromNowhere(request("POST", { cookie, origin: "null" }))).toBe(false);
  expect(isSessionFromNowhere(request("POST", { cookie, "sec-fetch-site": "none" }))).toBe(false);
  expect(isSessionFromNowhere(request("POST", {}))).toBe(false);
});
