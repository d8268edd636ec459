import { aBody } from "../server/testing/submission";

/** A request below `/api/v1` that is refused, and with what code. */
export interface RefusedOverRest {
  /** What is wrong with it. */
  readonly what: string;
  readonly code: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string | Buffer;
  /** Its content type, JSON if not given. */
  readonly type?: string;
}

/** A submission that is right, as text. */
export const good = JSON.stringify(aBody());
const features = JSON.stringify({ features: aBody().features });
const deep = (levels: number) =>
  good.replace('"area":0.4', `"area":${"[".repeat(levels)}${"]".repeat(levels)}`);
const outcome = (id: string) => `{"id":"${id}","outcome":"undetermined"}`;
export const unknownId = "0190a3c0-0000-7000-8000-000000000000";

type Row = [what: string, code: string, method: string, path: string, body?: string | Buffer, type?: string];

const rows: readonly Row[] = [
  ["no JSON", "not_json", "POST", "/predictions", "{"],
  ["a letter that is no UTF-8", "not_json", "POST", "/predictions", Buffer.from([0x22, 0xff, 0x22])],
  ["JSON in UTF-16", "not_json", "POST", "/predictions", Buffer.from(`\ufeff${good}`, "utf16le")],
  ["text", "unsupported_media_type", "POST", "/predictions", good, "text/plain"],
  [
    "another charset",
    "unsupported_media_type",
    "POST",
    "/predictions",
    good,
    "application/json; charset=utf-16",
  ],
  ["a form", "unsupported_media_type", "POST", "/predictions", "a=1", "application/x-www-form-urlencoded"],
  ["no body", "invalid_input", "POST", "/predictions"],
  ["a list", "invalid_input", "POST", "/predictions", "[1]"],
  ["a structure 30,000 deep", "invalid_input", "POST", "/predictions", deep(30_000)],
  ["more than 64 kB", "too_large", "POST", "/predictions", deep(50_000)],
  ["prototype keys", "invalid_input", "POST", "/predictions", `{"__proto__":{"a":1},${good.slice(1)}`],
  ["prototype keys in the address", "invalid_input", "GET", "/predictions?__proto__=1"],
  ["a field twice", "invalid_input", "GET", "/predictions?limit=3&limit=4"],
  ["no number", "invalid_input", "GET", "/predictions?limit=0x10"],
  ["a case reference in the address", "invalid_input", "GET", "/predictions?caseReference=x"],
  ["a query beside a body", "invalid_input", "POST", "/predictions?dryRun=1", good],
  ["a query to what takes none", "invalid_input", "GET", "/models/current?a=1"],
  ["an id twice", "invalid_input", "POST", `/predictions/${unknownId}/outcomes`, outcome(unknownId)],
  ["a malformed id", "invalid_input", "GET", "/predictions/17"],
  ["no number in the path", "invalid_input", "POST", "/models/current/trees/x/path", features],
  [
    "1,001 rows",
    "invalid_input",
    "POST",
    "/predictions/batch",
    JSON.stringify({ rows: Array(1001).fill(0) }),
  ],
  ["a foreign cursor", "invalid_cursor", "GET", "/predictions?cursor=abc"],
  ["an unknown id", "not_found", "GET", `/predictions/${unknownId}`],
  ["an unknown tree", "unknown_tree", "POST", "/models/current/trees/99999/path", features],
  ["nothing known", "unknown_procedure", "GET", "/nothing"],
  ["an escaped address", "malformed_request", "GET", "/predictions/%31"],
  ["another method", "method_not_supported", "PUT", "/predictions", good],
  ["to trace", "method_not_supported", "TRACE", "/predictions"],
];

export const refusedOverRest: readonly RefusedOverRest[] = rows.map(
  ([what, code, method, path, body, type]) => ({
    ...{ what, code, method, path },
    ...(body !== undefined && { body }),
    ...(type !== undefined && { type }),
  }),
);
