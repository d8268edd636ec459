import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import { hasBody } from "../bind";
import type { BoundOperation } from "../operation";

type Shape = Readonly<Record<string, z.ZodType>>;

const shapeOf = (input: z.ZodType | null): Shape =>
  input instanceof z.ZodObject ? (input.shape as Shape) : {};

const pick = (shape: Shape, keep: (name: string) => boolean): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => keep(name)));

/** Text in an address cannot be null: what may be null there may be left out. */
function inAddress(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return inAddress(schema.unwrap() as z.ZodType).optional();
  return schema instanceof z.ZodNullable ? (schema.unwrap() as z.ZodType) : schema;
}

/** Fields as parameters, each with its value in the example. */
function parameters(shape: Shape, example: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(shape).map(([name, schema]) => {
    const field = inAddress(schema);
    if (!(name in example)) return [name, field] as const;
    return [name, field.meta({ ...field.meta(), id: undefined, param: { example: example[name] } })] as const;
  });
  return z.object(Object.fromEntries(entries));
}

function bodyOf({ input, example = {} }: BoundOperation, fields: Shape) {
  const isWhole =
    input instanceof z.ZodObject && Object.keys(fields).length === Object.keys(input.shape).length;
  const value = Object.fromEntries(Object.entries(example).filter(([name]) => name in fields));
  return {
    required: true,
    content: {
      "application/json": {
        schema: isWhole ? input : z.strictObject(fields),
        examples: { usual: { summary: "A usual request.", value } },
      },
    },
  };
}

type RequestParts = Pick<ZodOpenApiOperationObject, "requestParams" | "requestBody">;

/** Where the fields of an operation's input stand. */
export function requestPartsOf(operation: BoundOperation): RequestParts {
  const { input, pathFields, queryFields, example = {} } = operation;
  const shape = shapeOf(input);
  const path = parameters(
    pick(shape, (name) => pathFields.includes(name)),
    example,
  );
  if (hasBody(operation)) {
    const fields = pick(shape, (name) => !pathFields.includes(name));
    return { requestParams: { path }, requestBody: bodyOf(operation, fields) };
  }
  const query = parameters(
    pick(shape, (name) => queryFields.has(name)),
    example,
  );
  return { requestParams: { path, query } };
}
