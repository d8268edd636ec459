import fc from "fast-check";
import { type ZodType, z } from "zod";

/** By a field's name, values that are there to be named: ids, versions, digests, files. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/** What is used of a schema of JSON Schema 2020-12, as zod writes it. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const someText = ["=1+1", "%", "a' OR 1=1 --", "<b>x</b>", "\u202ea", "x".repeat(300), "é\u0301 🩻"];

/** Of what a pattern cannot be drawn from, such as one that looks ahead: mostly plain words, which fit most. */
const freeText = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ._-]{0,30}$/) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 100 }) },
  { weight: 1, arbitrary: fc.constantFrom(...someText) },
);

function matching(pattern: string): fc.Arbitrary<string> | null {
  try {
    const drawn = fc.stringMatching(new RegExp(pattern, "u"));
    fc.sample(drawn, 1);
    return drawn;
  } catch {
    return null;
  }
}

function textOf({ pattern, allOf = [], minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  const patterns = [pattern, ...allOf.map((part) => part.pattern)].filter((one) => one !== undefined);
  const drawn = patterns.map(matching).find((one) => one !== null) ?? freeText;
  return drawn.map((text) => text.padEnd(minLength, "a").slice(0, maxLength));
}

function numberOf({ type, minimum = -1e6, maximum = 1e6 }: Schema): fc.Arbitrary<number> {
  if (type === "integer")
    return fc.integer({ min: Math.ceil(minimum), max: Math.floor(Math.min(maximum, 2 ** 31)) });
  return fc.double({ min: minimum, max: maximum, noNaN: true });
}

function objectOf({ properties = {}, required = [] }: Schema, known: KnownValues): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(
    ([name, property]) => [name, valuesOf(property, known, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required], noNullPrototype: true });
}

function alternativesOf({ anyOf, oneOf }: Schema): readonly Schema[] {
  return [...(anyOf ?? []), ...(oneOf ?? [])];
}

function valuesOf(schema: Schema, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  const named = known[name];
  if (named !== undefined && named.length > 0) {
    const { [name]: _, ...others } = known;
    return fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...named) },
      { weight: 1, arbitrary: valuesOf(schema, others, name) },
    );
  }
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return fc.oneof(...alternatives.map((one) => valuesOf(one, known, name)));
  return ofType(schema, known, name);
}

function ofType(schema: Schema, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case "object":
      return objectOf(schema, known);
    case "array": {
      const { items = {}, minItems = 0, maxItems = 8 } = schema;
      return fc.array(valuesOf(items, known, name), {
        minLength: minItems,
        maxLength: Math.min(maxItems, Math.max(minItems, 6)),
      });
    }
    case "string":
      // What is asked of an address beyond its length, the schema does not tell.
      return name === "email" ? fc.oneof(fc.emailAddress(), textOf(schema)) : textOf(schema);
    case "number":
    case "integer":
      return numberOf(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

/** Inputs of a procedure as its schema has them; what the schema asks beyond its form they may fail. */
export function inputsOf(input: ZodType, known: KnownValues): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema;
  return valuesOf(schema, known, "");
}
