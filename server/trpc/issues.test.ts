import { expect, test } from "vitest";
import type { z } from "zod";
import { createAccountSchema } from "../../lib/accounts/account";
import { createPredictionsSchema } from "../../lib/create-predictions";
import { locales } from "../../lib/locale";
import { createPredictionSchema, listPredictionsSchema, recordOutcomeSchema } from "../../lib/prediction";
import { issuesOf } from "./issues";
import { translator } from "./messages";

const features = {
  area: 0,
  greyLevel: 0,
  gradientStrength: 0,
  noiseFluctuation: 0,
  contrast: 0,
  shapeDescriptor: 0,
};
const body = { idempotencyKey: "key-12345", features };

function faults(schema: z.ZodType, input: unknown, locale: (typeof locales)[number] = "en") {
  const result = schema.safeParse(input);
  return result.success ? [] : issuesOf(result.error, input, translator(locale));
}

const cases: [string, z.ZodType, unknown, { field: string | null; value: string | null; says: RegExp }][] = [
  [
    "text for a number",
    createPredictionSchema,
    { ...body, features: { ...features, area: "much" } },
    { field: "features.area", value: "much", says: /“much”.*a number/ },
  ],
  [
    "a number out of all bounds",
    createPredictionSchema,
    { ...body, features: { ...features, contrast: 1e308 } },
    { field: "features.contrast", value: "1e+308", says: /1e\+308.*1,000/ },
  ],
  [
    "a number beyond what a double holds",
    createPredictionSchema,
    { ...body, features: { ...features, contrast: JSON.parse("1e400") } },
    { field: "features.contrast", value: "Infinity", says: /Infinity.*a number/ },
  ],
  [
    "a structure too deep to be written out",
    createPredictionSchema,
    { ...body, features: { ...features, area: JSON.parse(`${"[".repeat(30_000)}${"]".repeat(30_000)}`) } },
    { field: "features.area", value: "[…]", says: /a number/ },
  ],
  [
    "a time that Postgres cannot hold",
    listPredictionsSchema,
    { from: "0000-01-01T00:00:00Z" },
    { field: "from", value: "0000-01-01T00:00:00Z", says: /2026-01-31T09:30:00Z/ },
  ],
  [
    "a name of two lines",
    createAccountSchema,
    { name: "Ada\nLovelace", email: "ada@example.org", role: "clinician" },
    { field: "name", value: "Ada\nLovelace", says: /one line/ },
  ],
  [
    "a text that Postgres cannot hold",
    listPredictionsSchema,
    { modelVersion: "rf\u0000" },
    { field: "modelVersion", value: "rf\u0000", says: /documented form/ },
  ],
  [
    "null for a number",
    createPredictionSchema,
    { ...body, features: { ...features, area: null } },
    { field: "features.area", value: "null", says: /null/ },
  ],
  [
    "a missing feature",
    createPredictionSchema,
    { ...body, features: { ...features, area: undefined } },
    { field: "features.area", value: null, says: /missing/ },
  ],
  [
    "a missing object",
    createPredictionSchema,
    { ...body, features: undefined },
    { field: "features", value: null, says: /missing; an object/ },
  ],
  [
    "no list",
    createPredictionsSchema,
    { rows: "much" },
    { field: "rows", value: "much", says: /“much”.*a list/ },
  ],
  [
    "a list that is too long",
    createPredictionsSchema,
    { rows: Array(1001).fill({}) },
    { field: "rows", value: "[…]", says: /a list of at most 1,000 entries/ },
  ],
  [
    "a field too many",
    createPredictionSchema,
    { ...body, probability: 1 },
    { field: "probability", value: null, says: /“probability” is not a field/ },
  ],
  [
    "a malformed key",
    createPredictionSchema,
    { ...body, idempotencyKey: "a b c d e f" },
    { field: "idempotencyKey", value: "a b c d e f", says: /8 to 128/ },
  ],
  [
    "an outcome that does not exist",
    recordOutcomeSchema,
    { id: "0190a3c0-0000-7000-8000-000000000000", outcome: "cancer" },
    { field: "outcome", value: "cancer", says: /calcification, not_calcification, undetermined/ },
  ],
  [
    "an id that is none",
    recordOutcomeSchema,
    { id: "17", outcome: "undetermined" },
    { field: "id", value: "17", says: /UUID/ },
  ],
  [
    "a limit too high",
    listPredictionsSchema,
    { limit: 100000 },
    { field: "limit", value: "100000", says: /200/ },
  ],
  [
    "an input that is no object",
    createPredictionSchema,
    "hello",
    { field: null, value: null, says: /request/ },
  ],
];

test.for(cases)("%s is named with its field, its value and what would do", ([, schema, input, expected]) => {
  const [issue] = faults(schema, input);
  expect(issue).toMatchObject({ field: expected.field, value: expected.value });
  expect(issue?.message).toMatch(expected.says);
});

test.for(locales)("every fault has a whole sentence in %s", (locale) => {
  for (const [, schema, input] of cases) {
    for (const { message } of faults(schema, input, locale))
      expect(message).not.toMatch(/errors\.|undefined|[{}]/);
  }
});

test("a case reference or a note is never repeated in an error", () => {
  const [reference] = faults(createPredictionSchema, { ...body, caseReference: "=secret" });
  const [note] = faults(recordOutcomeSchema, {
    id: "0190a3c0-0000-7000-8000-000000000000",
    outcome: "undetermined",
    note: "secret\u0000",
  });
  expect(JSON.stringify([reference, note])).not.toMatch(/secret/);
  expect([reference?.field, note?.field]).toEqual(["caseReference", "note"]);
});

test("all faults are told, the first 20", () => {
  expect(faults(createPredictionSchema, {})).toHaveLength(2);
  expect(faults(createPredictionSchema, { ...body, features: {} })).toHaveLength(6);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`extra${i}`, i]));
  expect(faults(createPredictionSchema, { ...body, ...many })).toHaveLength(20);
});
