import fc from "fast-check";
import { aBody } from "../server/testing/submission";
import {
  brokenText,
  inputFaults,
  json,
  type MalformedRequest,
  post,
  type Stored,
  validInputs,
} from "./malformed-inputs";

const queries = [
  "predictions.list",
  "predictions.arrivals",
  "predictions.byId",
  "models.byVersion",
  "models.compare",
  "models.path",
  "models.list",
  "cases.nearest",
  "datasets.list",
  "datasets.profile",
  "drift.report",
  "outcomes.open",
  "training.list",
  "training.byId",
];

function transportFaults(stored: Stored): fc.Arbitrary<MalformedRequest> {
  const inputs = validInputs(stored);
  const body = Buffer.from(JSON.stringify(inputs["predictions.create"]));
  const create: MalformedRequest = {
    fault: "",
    method: "POST",
    path: "predictions.create",
    headers: json,
    body,
  };
  const contentType = fc
    .constantFrom(
      "text/plain",
      "text/html",
      "application/xml",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "multipart/form-data; boundary=b",
      "application/octet-stream",
      "application/jsonp",
      "json",
      "",
    )
    .map((type) => ({ ...create, fault: `content type ${type}`, headers: { "content-type": type } }));
  const method = fc
    .tuple(
      fc.constantFrom("GET", "PUT", "PATCH", "DELETE", "OPTIONS"),
      fc.constantFrom("predictions.create", "predictions.recordOutcome"),
    )
    .map(([verb, path]) => ({ ...create, fault: verb, method: verb, path }));
  const unknown = fc
    .oneof(
      fc.string({ maxLength: 40 }).map(encodeURIComponent),
      fc.constantFrom(
        "__proto__",
        "constructor",
        "toString",
        "predictions",
        "predictions.create.apply",
        "predictions.",
        ".",
        "%E0%A4%A",
        "%00",
        "predictions.create%00",
        ",,,",
        "predictions.create,predictions.create",
      ),
    )
    .map((path) => ({ ...create, fault: "unknown procedure", path }));
  const batch = fc
    .tuple(
      fc.integer({ min: 1, max: 20 }),
      fc.oneof(
        fc.constantFrom(
          "[]",
          "null",
          "5",
          '"x"',
          "{}",
          '{"0":null}',
          '{"a":1}',
          '{"0":{},"0":[]}',
          "[[]]",
          "{",
        ),
        fc.json({ maxDepth: 2 }),
      ),
    )
    .map(([count, raw]) =>
      post("batch", `${Array(count).fill("predictions.create").join(",")}?batch=1`, raw),
    );
  const longBatch = fc
    .integer({ min: 21, max: 200 })
    .map((count) =>
      post("batch too long", `${Array(count).fill("identity.current").join(",")}?batch=1`, "{}"),
    );
  const address = fc
    .tuple(
      fc.constantFrom(...queries),
      fc.constantFrom("{", "%7B", "%E0%A4%A", "%00", "[]", "%22x%22", "1e400", "null", "undefined"),
    )
    .map(([name, input]) => ({
      fault: "input in the address",
      method: "GET",
      path: `${name}?input=${input}`,
      headers: {},
      body: Buffer.alloc(0),
    }));
  const huge = fc.constantFrom<Partial<MalformedRequest>>(
    { fault: "huge header", headers: { ...json, "x-padding": "a".repeat(20_000) } },
    { fault: "huge address", path: `predictions.create?${"a".repeat(20_000)}` },
    { fault: "foreign site", headers: { ...json, "sec-fetch-site": "cross-site" } },
    { fault: "connection parameters", path: "predictions.create?connectionParams=1" },
  );
  return fc.oneof(
    contentType,
    method,
    unknown,
    batch,
    longBatch,
    address,
    huge.map((part) => ({ ...create, ...part })),
  );
}

const asking: readonly [name: string, input: (id: string) => object][] = [
  ["predictions.byId", (id) => ({ id })],
  ["predictions.recordOutcome", (id) => ({ id, outcome: "undetermined" })],
  ["predictions.review", (id) => ({ id, verdict: "agreed" })],
  ["predictions.arrivals", (id) => ({ after: id })],
  ["models.byVersion", (version) => ({ version })],
];

/** Right in form, and yet not to be had: ids nobody knows, a key that was used for something else. */
function wrongReferences({ idempotencyKey }: Stored): fc.Arbitrary<MalformedRequest> {
  const unknownId = fc.tuple(fc.uuid(), fc.constantFrom(...asking)).map(([id, [name, input]]) => {
    return post("unknown id", name, JSON.stringify(input(id)));
  });
  const usedKey = fc
    .double({ min: -1000, max: 1000, noNaN: true })
    .filter((area) => area !== aBody().features.area)
    .map((area) => {
      const { features } = aBody();
      return post(
        "used key",
        "predictions.create",
        JSON.stringify({ idempotencyKey, features: { ...features, area } }),
      );
    });
  return fc.oneof(unknownId, usedKey);
}

/** Anything that is wrong with a request to `/api/trpc/`, over all procedures. */
export function malformedRequest(stored: Stored): fc.Arbitrary<MalformedRequest> {
  return fc.oneof(
    { weight: 12, arbitrary: inputFaults(stored) },
    { weight: 3, arbitrary: brokenText(stored) },
    { weight: 4, arbitrary: transportFaults(stored) },
    { weight: 2, arbitrary: wrongReferences(stored) },
  );
}
