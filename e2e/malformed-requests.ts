import fc from "fast-check";
import { fieldsOf } from "./malformed-fields";
import { aBody } from "./procedures";

/** A request to `/api/trpc/` that nobody may answer with anything but a 4xx. */
export interface MalformedRequest {
  /** What is wrong with it, for the report. */
  readonly fault: string;
  readonly method: string;
  /** Below `/api/trpc/`, as it goes over the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What is stored before: a request that went right is otherwise found by its row. */
export interface Stored {
  readonly predictionId: string;
  readonly idempotencyKey: string;
}

const json = { "content-type": "application/json" };
const queries = [
  "predictions.list",
  "predictions.arrivals",
  "predictions.byId",
  "models.byVersion",
  "models.list",
];
const mark = "@@here@@";

function post(fault: string, path: string, body: string | Buffer): MalformedRequest {
  return { fault, method: "POST", path, headers: json, body: Buffer.from(body as string) };
}

/** Inputs that are right, so that what is changed in them is all that is wrong. */
function validInputs({ predictionId }: Stored): Record<string, object> {
  const filters = { label: "calcification", minProbability: 0.1, from: "2026-01-31T09:30:00+01:00" };
  return {
    "predictions.create": { ...aBody(), caseReference: "Malformed" },
    "predictions.list": { limit: 5, ...filters },
    "predictions.arrivals": { after: null, ...filters },
    "predictions.byId": { id: predictionId },
    "predictions.recordOutcome": { id: predictionId, outcome: "undetermined", note: "a note" },
    "models.byVersion": { version: "rf-000000000000" },
    "models.list": { limit: 5 },
  };
}

/** The input with something else at a place; `undefined` takes the place away. */
function withAt(input: unknown, [first, ...rest]: readonly string[], value: unknown): unknown {
  if (first === undefined) return value;
  const object = { ...(input as Record<string, unknown>) };
  object[first] = withAt(object[first], rest, value);
  return object;
}

const write = (input: unknown, raw: string) => JSON.stringify(input).replace(`"${mark}"`, () => raw);

const extraName = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "",
    "probability",
    "then",
  ),
  fc.string({ maxLength: 30 }).map((name) => `x${name}`),
);

function inputFaults(stored: Stored): fc.Arbitrary<MalformedRequest> {
  const inputs = validInputs(stored);
  const procedure = fc.constantFrom(...Object.keys(fieldsOf));
  const places = (name: string) => (name === "predictions.create" ? [[], ["features"]] : [[]]);
  const refusedValue = procedure.chain((name) =>
    fc
      .constantFrom(...(fieldsOf[name] ?? []))
      .chain(({ path, refused }) =>
        refused.map((raw) =>
          post(`${path.join(".")} of ${name}`, name, write(withAt(inputs[name], path, mark), raw)),
        ),
      ),
  );
  const missing = procedure
    .map((name) => ({ name, fields: (fieldsOf[name] ?? []).filter((field) => field.required) }))
    .filter(({ fields }) => fields.length > 0)
    .chain(({ name, fields }) =>
      fc
        .constantFrom(...fields)
        .map(({ path }) =>
          post(
            `no ${path.join(".")} in ${name}`,
            name,
            JSON.stringify(withAt(inputs[name], path, undefined)),
          ),
        ),
    );
  const extra = fc.tuple(procedure, extraName, fc.json({ maxDepth: 2 })).chain(([name, key, raw]) =>
    fc.constantFrom(...places(name)).map((place) => {
      const text = JSON.stringify(withAt(inputs[name], [...place, mark], 0));
      return post(
        `a field too many in ${name}`,
        name,
        text.replace(`"${mark}":0`, () => `${JSON.stringify(key)}:${raw}`),
      );
    }),
  );
  const noObject = fc
    .tuple(
      procedure,
      fc.oneof(
        fc.json({ maxDepth: 1 }).filter((raw) => !raw.startsWith("{")),
        fc.constantFrom("[{}]", "1e400"),
      ),
    )
    .map(([name, raw]) => post(`no object for ${name}`, name, raw));
  return fc.oneof(
    { weight: 8, arbitrary: refusedValue },
    { weight: 2, arbitrary: missing },
    { weight: 2, arbitrary: extra },
    { weight: 1, arbitrary: noObject },
  );
}

function brokenText(stored: Stored): fc.Arbitrary<MalformedRequest> {
  const good = JSON.stringify(validInputs(stored)["predictions.create"]);
  const texts = fc.oneof(
    fc.integer({ min: 0, max: good.length - 1 }).map((length) => good.slice(0, length)),
    fc.string({ minLength: 1 }).map((end) => `${good}x${end}`),
    fc
      .constantFrom("NaN", "Infinity", "-Infinity", "undefined", "0x1", "01", "1_000", ".5", "+1")
      .map((raw) => good.replace("0.4", raw)),
    fc.constantFrom(
      good.replaceAll('"', "'"),
      good.replace("}", ",}"),
      `/**/${good}`,
      good.replace(":", "="),
    ),
    fc.integer({ min: 2, max: 30_000 }).map((levels) => "[".repeat(levels)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from([0xff, ...bytes])),
    fc.constant(Buffer.from(good, "utf16le")),
    fc
      .constantFrom([0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80])
      .map((bytes) =>
        Buffer.concat([Buffer.from(good.replace(/Malformed.*/, "a")), Buffer.from(bytes), Buffer.from('"}')]),
      ),
  );
  return texts.map((text) => post("broken text", "predictions.create", text));
}

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

/** Right in form, and yet not to be had: ids nobody knows, a key that was used for something else. */
function wrongReferences({ idempotencyKey }: Stored): fc.Arbitrary<MalformedRequest> {
  const unknownId = fc
    .tuple(
      fc.uuid(),
      fc.constantFrom(
        "predictions.byId",
        "predictions.recordOutcome",
        "predictions.arrivals",
        "models.byVersion",
      ),
    )
    .map(([id, name]) => {
      const input = {
        "predictions.recordOutcome": { id, outcome: "undetermined" },
        "predictions.arrivals": { after: id },
        "models.byVersion": { version: id },
      }[name] ?? { id };
      return post("unknown id", name, JSON.stringify(input));
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

export function malformedRequest(stored: Stored): fc.Arbitrary<MalformedRequest> {
  return fc.oneof(
    { weight: 12, arbitrary: inputFaults(stored) },
    { weight: 3, arbitrary: brokenText(stored) },
    { weight: 4, arbitrary: transportFaults(stored) },
    { weight: 2, arbitrary: wrongReferences(stored) },
  );
}
