import fc from "fast-check";
import { utcDayOf } from "../lib/calendar";
import { noDescription } from "../lib/dataset/dataset-description";
import { aBody } from "../server/testing/submission";
import { accountInputs, fieldsOf } from "./malformed-accounts";

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

/** Header of a body that says what it is. */
export const json = { "content-type": "application/json" };
const mark = "@@here@@";
const today = utcDayOf(new Date());

/** A post of a text, whatever it holds. */
export function post(fault: string, path: string, body: string | Buffer): MalformedRequest {
  return { fault, method: "POST", path, headers: json, body: Buffer.from(body as string) };
}

/** Inputs that are right, so that what is changed in them is all that is wrong. */
export function validInputs({ predictionId }: Stored): Record<string, object> {
  const file = {
    name: "outcomes.csv",
    base64: Buffer.from(`id,outcome\n${predictionId},x`).toString("base64"),
  };
  const [version, reason] = ["rf-000000000000", "a reason"];
  const filters = { label: "calcification", minProbability: 0.1, from: "2026-01-31T09:30:00+01:00" };
  return {
    "predictions.create": { ...aBody(), caseReference: "Malformed", firstOpinion: "unsure" },
    "predictions.createMany": { rows: [aBody(), aBody()] },
    "predictions.list": { limit: 5, ...filters },
    "predictions.arrivals": { after: null, ...filters },
    "predictions.byId": { id: predictionId },
    "predictions.recordOutcome": {
      id: predictionId,
      outcome: "undetermined",
      note: "a note",
      observedOn: today,
    },
    "predictions.review": { id: predictionId, verdict: "agreed", reason: "a reason" },
    "outcomes.open": { order: "age", limit: 5 },
    "outcomes.readerAgreement": { from: "2026-01-01", to: "2026-01-31" },
    "outcomes.previewImport": { file },
    "outcomes.import": { file, faultyLines: "refuse", fileSha256: "0".repeat(64) },
    "audit.list": { limit: 5, action: "prediction.read", from: "2026-01-31T09:30:00+01:00" },
    "trends.windows": { by: "count", size: 50, from: "2026-01-31", to: "2026-02-28" },
    "datasets.list": { limit: 5 },
    "datasets.profile": { sha256: "0".repeat(64) },
    "datasets.upload": { name: "mine.csv", base64: Buffer.from("1,2,3,4,5,6,1\n").toString("base64") },
    "datasets.takeHomeFile": { name: "mine.csv" },
    "datasets.describe": { sha256: "0".repeat(64), description: noDescription },
    "datasets.removeContent": { sha256: "0".repeat(64) },
    "drift.report": { by: "count", size: 200, to: "2026-01-31" },
    "models.byVersion": { version },
    "models.compare": { a: "rf-000000000000", b: "rf-000000000001" },
    "models.path": { tree: 1, features: aBody().features },
    "models.list": { limit: 5 },
    "models.gate": { version },
    "models.moves": { name: "champion", limit: 5 },
    "models.promote": { version, reason, expectedChampion: version, overruleReason: null },
    "models.rollBack": { to: version, reason, expectedChampion: version },
    "models.assign": { name: "night", version, reason, expected: null },
    "models.clear": { name: "night", reason, expected: version },
    "training.start": {
      idempotencyKey: "a-key-for-a-run",
      dataset: "0".repeat(64),
      outcomes: "leave_out",
      options: { trees: 10, folds: 2 },
      note: "a note",
    },
    "training.list": { limit: 5 },
    "training.byId": { id: predictionId },
    "training.cancel": { id: predictionId },
    "training.events": { id: predictionId },
    "caseRecords.held": { caseReference: "Malformed" },
    "caseRecords.erase": { caseReference: "Nobodys", reason: "request" },
    "cases.nearest": { features: aBody().features, limit: 5 },
    ...accountInputs,
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

/** Fields with what must not stand in them, fields too few and too many, inputs that are no objects. */
export function inputFaults(stored: Stored): fc.Arbitrary<MalformedRequest> {
  const inputs = validInputs(stored);
  const procedure = fc.constantFrom(...Object.keys(fieldsOf));
  const places = (name: string) =>
    fieldsOf[name]?.some(({ path }) => path[0] === "features") ? [[], ["features"]] : [[]];
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

/** Bodies that are no JSON, or no text at all. */
export function brokenText(stored: Stored): fc.Arbitrary<MalformedRequest> {
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
