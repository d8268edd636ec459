import { bytesField, type Encoded, intField, intsField, message, textField } from "./protobuf";

/** Field numbers and codes are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3. */
export const elementType = { float: 1, int64: 7, double: 11 } as const;
const attributeType = { int: 2, string: 3, tensor: 4, ints: 7, strings: 8 } as const;

/**
 * The oldest sets with all that is used here, so that as many runtimes as possible read it. The trees' newer operator,
 * of set 5 in 2024, answers in double precision by itself, but ONNX Runtime of the years before does not know it.
 */
const opsets = [
  { domain: "", version: 13 },
  { domain: "ai.onnx.ml", version: 3 },
];
const irVersion = 7;

/** Doubles as a tensor: little-endian, as every platform that JavaScript runs on stores them. */
export function doubles(name: string, dims: readonly number[], values: ArrayLike<number>): Encoded {
  return message([
    ...dims.map((dim) => intField(1, dim)),
    intField(2, elementType.double),
    textField(8, name),
    bytesField(9, new Uint8Array(Float64Array.from(values).buffer)),
  ]);
}

/** Whole numbers as a tensor of shape (values,). */
export const wholes = (name: string, values: readonly number[]): Encoded =>
  message([
    intField(1, values.length),
    intField(2, elementType.int64),
    textField(8, name),
    bytesField(9, new Uint8Array(BigInt64Array.from(values, BigInt).buffer)),
  ]);

const attribute = (name: string, type: keyof typeof attributeType, content: readonly Encoded[]): Encoded =>
  bytesField(5, message([textField(1, name), ...content, intField(20, attributeType[type])]));

export const intAttribute = (name: string, value: number) => attribute(name, "int", [intField(3, value)]);
export const textAttribute = (name: string, value: string) =>
  attribute(name, "string", [textField(4, value)]);
export const intsAttribute = (name: string, values: ArrayLike<number>) =>
  attribute(name, "ints", [intsField(8, values)]);
export const textsAttribute = (name: string, values: readonly string[]) =>
  attribute(
    name,
    "strings",
    values.map((value) => textField(9, value)),
  );
export const doublesAttribute = (name: string, values: ArrayLike<number>) =>
  attribute(name, "tensor", [bytesField(5, doubles(name, [values.length], values))]);

export interface Operation {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly domain?: string;
  readonly attributes?: readonly Encoded[];
}

function operation({ type, inputs, output, domain = "", attributes = [] }: Operation): Encoded {
  return message([
    ...inputs.map((input) => textField(1, input)),
    textField(2, output),
    textField(3, output),
    textField(4, type),
    ...attributes,
    textField(7, domain),
  ]);
}

/** A tensor of shape (rows, columns), for any number of rows. */
export interface Table {
  readonly name: string;
  readonly columns: number;
  readonly type: "float" | "double";
}

function tableInfo({ name, columns, type }: Table): Encoded {
  const shape = message([bytesField(1, textField(2, "rows")), bytesField(1, intField(1, columns))]);
  const tensor = message([intField(1, elementType[type]), bytesField(2, shape)]);
  return message([textField(1, name), bytesField(2, bytesField(1, tensor))]);
}

/** Operations in an order in which each finds its inputs, and the constants among these by their names. */
export interface Graph {
  readonly operations: readonly Operation[];
  readonly constants: readonly Encoded[];
  readonly input: Table;
  readonly outputs: readonly Table[];
}

/** The bytes of a model file. `metadata` goes into its `metadata_props`. */
export function writeOnnx(graph: Graph, metadata: Readonly<Record<string, string>> = {}): Encoded {
  const { operations, constants, input, outputs } = graph;
  const written = message([
    ...operations.map((one) => bytesField(1, operation(one))),
    textField(2, "microcalc"),
    ...constants.map((one) => bytesField(5, one)),
    bytesField(11, tableInfo(input)),
    ...outputs.map((output) => bytesField(12, tableInfo(output))),
  ]);
  return message([
    intField(1, irVersion),
    textField(2, "microcalc"),
    bytesField(7, written),
    ...opsets.map(({ domain, version }) =>
      bytesField(8, message([textField(1, domain), intField(2, version)])),
    ),
    ...Object.entries(metadata).map(([key, value]) =>
      bytesField(14, message([textField(1, key), textField(2, value)])),
    ),
  ]);
}
