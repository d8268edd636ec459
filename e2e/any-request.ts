import fc from "fast-check";
import { allRoutes } from "../server/http/routes";
import { procedureNames } from "../server/http/trpc";
import { exampleValues } from "../server/rest/operations/example-values";
import { documentedRequests, withValues } from "./documented-requests";
import { type Stored, validInputs } from "./malformed-inputs";

/** A request to any address of the server, right or wrong. */
export interface AnyRequest {
  readonly method: string;
  /** As it goes over the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds after which the sender gives up, half of the body unsent; `null` where it waits for the answer. */
  readonly givesUpAfter: number | null;
}

/** What is there to be asked for by name. */
export interface Known extends Stored {
  readonly version: string;
  /** Address of a file of the pages' own. */
  readonly file: string;
}

const long = "a".repeat(4000);
const method = fc.oneof(
  { weight: 5, arbitrary: fc.constant("POST") },
  { weight: 4, arbitrary: fc.constant("GET") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "TRACE", "PURGE"),
  },
);
const givesUpAfter = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }) },
);

const usualHeaders = { "content-type": "application/json" };
/** Headers that are out of the ordinary. */
export const oddHeaders = fc.constantFrom<Record<string, string>>(
  { "x-request-id": "x".repeat(64) },
  { "x-request-id": "../../etc" },
  { "x-microcalc-source": "form" },
  { "x-microcalc-source": long },
  { "user-agent": long },
  { "accept-language": "fr" },
  { "accept-language": "xx-YY;q=z" },
  { "content-type": "text/plain" },
  { "content-type": "" },
  { "trpc-accept": "application/jsonl" },
  { "x-http-method-override": "DELETE" },
  { "x-forwarded-for": "203.0.113.7", forwarded: 'for="[2001:db8::1]"' },
  { host: "elsewhere.example" },
  { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
  { "next-action": "0" },
  { "x-middleware-subrequest": "middleware" },
  { rsc: "1", "next-router-prefetch": "1" },
  { cookie: `session=${long}` },
  { range: "bytes=0-0", "if-none-match": "*" },
);
const headers = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Record<string, string>>({}) },
  { weight: 1, arbitrary: oddHeaders },
);

const brokenInput = fc.oneof(
  fc.constantFrom("", "{", "null", "[]", '"x"', "1e400", "\u0000", '{"__proto__":{}}', `{"${long}":1}`),
  fc.json({ maxDepth: 2 }),
);

/** Ways to write a path that mean the same, nearly the same, or nothing. */
export const respelled = fc.oneof(
  { weight: 4, arbitrary: fc.constant((path: string) => path) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<(path: string) => string>(
      (path) => `${path}/`,
      (path) => `/${path}`,
      (path) => path.replaceAll("/", "//"),
      (path) => path.replaceAll("/", "%2F"),
      (path) => `/%2e%2e${path}`,
      (path) => `/x/..${path}`,
      (path) => path.replaceAll(".", "%2E"),
      (path) => path.toUpperCase(),
      (path) => `${path}%00`,
      (path) => `${path}%E0%A4%A`,
      (path) => `${path};v=1`,
      (path) => `${path}/${long}`,
      (path) => `${path}?${long}`,
      (path) => `${path}?a=1&a=2#b`,
      (path) => `http://elsewhere.example${path}`,
    ),
  },
);

const unknownPath = fc.oneof(
  fc.constantFrom(
    "*",
    "/api",
    "/api/trpc",
    "/api/trpc/",
    "/api/trpc/,,,",
    `/api/trpc/${long}`,
    "/api/trpc/__proto__",
    "/api/v1",
    `/api/v1/${long}`,
    "/api/v1/predictions/__proto__",
    "/metrics",
    "/favicon.ico",
    "/_next/image?url=%2Fa.png",
    "/_next/data/x/history.json",
    "/.env",
    "/wp-login.php",
    `/${long}`,
  ),
  fc.string({ minLength: 1, maxLength: 60, unit: "binary" }).map((text) => `/${encodeURIComponent(text)}`),
  fc.uuid().map((id) => `/history/${id}`),
  fc.uuid().map((id) => `/models/versions/${id}`),
  fc.string({ minLength: 1, maxLength: 40 }).map((text) => `/api/trpc/${encodeURIComponent(text)}`),
  fc.uuid().map((id) => `/_next/static/chunks/${id}.js`),
);

/** But the one after which nobody would be let in any more. */
const names = [...procedureNames].filter((name) => name !== "session.signOut");
const batch = fc
  .array(fc.constantFrom(...names, "no.such"), { minLength: 2, maxLength: 25 })
  .map((list) => `/api/trpc/${list.join(",")}?batch=1`);

/** One for each page, with something that exists in place of what varies. */
function addressesOf({ predictionId, version, file }: Known): string[] {
  return [...allRoutes([])]
    .filter((route) => route.startsWith("/"))
    .map((route) =>
      route === "/_next/static"
        ? file
        : route.replace("[id]", predictionId).replace("[version]", encodeURIComponent(version)),
    );
}

/** A procedure with an input that is right or not, in the body or in the address. */
function procedureRequest(known: Known): fc.Arbitrary<AnyRequest> {
  const inputs = validInputs(known);
  const inputOf = (name: string) =>
    JSON.stringify(inputs[name] ?? {}).replaceAll("rf-000000000000", known.version);
  return fc
    .record({
      name: fc.constantFrom(...names),
      method,
      headers,
      givesUpAfter,
      respell: respelled,
      broken: fc.option(brokenInput, { freq: 2 }),
    })
    .map(({ name, respell, broken, ...request }) => {
      const input = broken ?? inputOf(name);
      const inAddress = request.method === "GET" || request.method === "HEAD";
      const path = respell(`/api/trpc/${name}`);
      return {
        ...request,
        headers: { ...usualHeaders, ...request.headers },
        path: inAddress ? `${path}?input=${encodeURIComponent(input)}` : path,
        body: Buffer.from(inAddress ? "" : input),
      };
    });
}

/** An operation as the document has it, with an input that is right or not, or below an address that is none. */
function restRequest(known: Known): fc.Arbitrary<AnyRequest> {
  const values = { [exampleValues.id]: known.predictionId, [exampleValues.champion]: known.version };
  const operations = documentedRequests.map((one) => withValues(one, values));
  return fc
    .record({
      one: fc.constantFrom(...operations),
      otherMethod: fc.option(method, { freq: 2 }),
      headers,
      givesUpAfter,
      respell: respelled,
      broken: fc.option(brokenInput, { freq: 2 }),
    })
    .map(({ one, otherMethod, respell, broken, ...request }) => {
      const verb = otherMethod ?? one.method;
      const [path = "", query] = one.path.split("?", 2);
      const reading = verb === "GET" || verb === "HEAD" || verb === "DELETE";
      return {
        ...request,
        method: verb,
        headers: { ...usualHeaders, ...request.headers },
        path: query === undefined ? respell(path) : `${respell(path)}?${query}`,
        body: Buffer.from(reading ? "" : (broken ?? one.body ?? "")),
      };
    });
}

/** Anything one can ask the server for: pages, procedures, probes, what is not there; by any method and badly, too. */
export function anyRequest(known: Known): fc.Arbitrary<AnyRequest> {
  const elsewhere = (path: fc.Arbitrary<string>) =>
    fc.record({ method, path, headers, givesUpAfter, body: brokenInput.map((text) => Buffer.from(text)) });
  const addresses = fc.constantFrom(...addressesOf(known));
  const respelledAddress = fc.tuple(addresses, respelled).map(([path, respell]) => respell(path));
  return fc.oneof(
    { weight: 20, arbitrary: procedureRequest(known) },
    { weight: 5, arbitrary: restRequest(known) },
    // Few, as pages are drawn anew for each request, which takes the most time by far.
    { weight: 2, arbitrary: elsewhere(respelledAddress) },
    { weight: 1, arbitrary: elsewhere(unknownPath) },
    { weight: 1, arbitrary: elsewhere(batch) },
  );
}
