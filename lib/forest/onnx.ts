import type { Calibration } from "../model/card";
import type { Forest } from "./forest";
import { bytesField, type Encoded, intField, intsField, message, textField } from "./protobuf";

/** Field numbers and codes are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3. */
const elementType = { float: 1, int64: 7, double: 11 } as const;
const attributeType = { int: 2, string: 3, tensor: 4, ints: 7, strings: 8 } as const;

/** The oldest sets with all that is used here, so that as many runtimes as possible read it. */
const opsets = [
  { domain: "", version: 13 },
  { domain: "ai.onnx.ml", version: 3 },
];
const irVersion = 7;

const mlDomain = "ai.onnx.ml";

/** Doubles as a tensor: little-endian, as every platform that JavaScript runs on stores them. */
function doubles(name: string, dims: readonly number[], values: ArrayLike<number>): Encoded {
  return message([
    ...dims.map((dim) => intField(1, dim)),
    intField(2, elementType.double),
    textField(8, name),
    bytesField(9, new Uint8Array(Float64Array.from(values).buffer)),
  ]);
}

/** Whole numbers as a tensor of shape (values,). */
const wholes = (name: string, values: readonly number[]): Encoded =>
  message([
    intField(1, values.length),
    intField(2, elementType.int64),
    textField(8, name),
    bytesField(9, new Uint8Array(BigInt64Array.from(values, BigInt).buffer)),
  ]);

const attribute = (name: string, type: keyof typeof attributeType, content: readonly Encoded[]): Encoded =>
  bytesField(5, message([textField(1, name), ...content, intField(20, attributeType[type])]));

const intAttribute = (name: string, value: number) => attribute(name, "int", [intField(3, value)]);
const textAttribute = (name: string, value: string) => attribute(name, "string", [textField(4, value)]);
const intsAttribute = (name: string, values: ArrayLike<number>) =>
  attribute(name, "ints", [intsField(8, values)]);
const textsAttribute = (name: string, values: readonly string[]) =>
  attribute(
    name,
    "strings",
    values.map((value) => textField(9, value)),
  );
const doublesAttribute = (name: string, values: ArrayLike<number>) =>
  attribute(name, "tensor", [bytesField(5, doubles(name, [values.length], values))]);

interface Operation {
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

/** A named tensor of doubles of shape (rows, columns), for any number of rows. */
function tensorInfo(name: string, columns: number): Encoded {
  const shape = message([bytesField(1, textField(2, "rows")), bytesField(1, intField(1, columns))]);
  const tensor = message([intField(1, elementType.double), bytesField(2, shape)]);
  return message([textField(1, name), bytesField(2, bytesField(1, tensor))]);
}

/**
 * The operator adds up in double precision and answers in single. Each share is cut in two, a multiple of 1/4096 and
 * the rest: sums of the first are whole numbers of at most 24 bits for up to 4,095 trees, so single precision holds
 * them, and what is lost of the second is below 1e-10.
 */
const coarseSteps = 4096;
const coarse = (share: number) => Math.floor(share * coarseSteps) / coarseSteps;

/** All trees as one operator with two targets: sums over the trees of the coarse parts and of the rests. */
function treeOperation({ feature, threshold, right, roots, positiveFraction }: Forest): Operation {
  const inner = Array.from(feature, (column) => column >= 0);
  const treeIds = new Int32Array(feature.length);
  const nodeIds = new Int32Array(feature.length);
  for (let tree = 0; tree + 1 < roots.length; tree++) {
    const begin = roots[tree] as number;
    for (let node = begin; node < (roots[tree + 1] as number); node++) {
      treeIds[node] = tree;
      nodeIds[node] = node - begin;
    }
  }
  const leaves = Array.from(feature.keys()).filter((node) => feature[node] === -1);
  const twice = (ids: Int32Array) => leaves.flatMap((node) => [ids[node] as number, ids[node] as number]);
  const weights = leaves.flatMap((node) => {
    const share = positiveFraction[node] as number;
    return [coarse(share), share - coarse(share)];
  });
  return {
    type: "TreeEnsembleRegressor",
    domain: mlDomain,
    inputs: ["features"],
    output: "sums_single",
    attributes: [
      textAttribute("aggregate_function", "SUM"),
      textAttribute("post_transform", "NONE"),
      intAttribute("n_targets", 2),
      intsAttribute("nodes_treeids", treeIds),
      intsAttribute("nodes_nodeids", nodeIds),
      textsAttribute(
        "nodes_modes",
        inner.map((is) => (is ? "BRANCH_LT" : "LEAF")),
      ),
      intsAttribute(
        "nodes_featureids",
        feature.map((column) => Math.max(0, column)),
      ),
      doublesAttribute("nodes_values_as_tensor", threshold),
      intsAttribute(
        "nodes_truenodeids",
        nodeIds.map((id, node) => (inner[node] ? id + 1 : 0)),
      ),
      intsAttribute(
        "nodes_falsenodeids",
        nodeIds.map((id, node) => (inner[node] ? (right[node] as number) - node + id : 0)),
      ),
      intsAttribute("target_treeids", twice(treeIds)),
      intsAttribute("target_nodeids", twice(nodeIds)),
      intsAttribute(
        "target_ids",
        leaves.flatMap(() => [0, 1]),
      ),
      doublesAttribute("target_weights_as_tensor", weights),
    ],
  };
}

/** Constants of the graph by name, beside the operations that use them. */
interface Steps {
  readonly operations: readonly Operation[];
  readonly constants: readonly Encoded[];
}

function scoreSteps(forest: Forest): Steps {
  return {
    operations: [
      treeOperation(forest),
      {
        type: "Cast",
        inputs: ["sums_single"],
        output: "sums",
        attributes: [intAttribute("to", elementType.double)],
      },
      { type: "ReduceSum", inputs: ["sums", "columns"], output: "sum" },
      { type: "Div", inputs: ["sum", "trees"], output: "raw_score" },
    ],
    constants: [wholes("columns", [1]), doubles("trees", [], [forest.roots.length - 1])],
  };
}

/**
 * The map of `calibrate` as a sum over its segments: the share of each that lies below the score, in [0, 1], times the
 * segment's rise. Unlike a sum of hinges it has no large terms that cancel where segments are steep.
 */
function calibrationSteps({ rawScore, probability }: Pick<Calibration, "rawScore" | "probability">): Steps {
  const steps = (values: readonly number[]) =>
    values.slice(1).map((value, i) => value - (values[i] as number));
  // A map of one point is flat: one segment that rises by nothing.
  const widths = rawScore.length > 1 ? steps(rawScore) : [1];
  const rises = rawScore.length > 1 ? steps(probability) : [0];
  const count = widths.length;
  return {
    operations: [
      { type: "Sub", inputs: ["raw_score", "starts"], output: "beyond_starts" },
      { type: "Div", inputs: ["beyond_starts", "widths"], output: "unbounded_shares" },
      { type: "Clip", inputs: ["unbounded_shares", "zero", "one"], output: "shares" },
      { type: "MatMul", inputs: ["shares", "rises"], output: "risen" },
      { type: "Add", inputs: ["risen", "lowest"], output: "unbounded_probability" },
      { type: "Clip", inputs: ["unbounded_probability", "zero", "one"], output: "probability" },
    ],
    constants: [
      doubles("starts", [1, count], rawScore.slice(0, count)),
      doubles("widths", [1, count], widths),
      doubles("rises", [count, 1], rises),
      doubles("lowest", [], [probability[0] as number]),
      doubles("zero", [], [0]),
      doubles("one", [], [1]),
    ],
  };
}

export interface OnnxOptions {
  /** Written into the file's `metadata_props`, for whoever loads it; none by default. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The forest and its calibration as an ONNX model, in double precision throughout but for the operator's own answer
 * (see {@link coarseSteps}).
 *
 * Input `features`, shape (rows, features), double, in the forest's column order. Outputs, both of shape (rows, 1),
 * double: `raw_score`, the mean over the trees, and `probability`, calibrated. Both are within 1e-9 of what this
 * library computes, wherever a segment of the calibration rises by less than 100 for each unit of score.
 */
export function toOnnx(
  forest: Forest,
  calibration: Pick<Calibration, "rawScore" | "probability">,
  { metadata = {} }: OnnxOptions = {},
): Encoded {
  const steps = [scoreSteps(forest), calibrationSteps(calibration)];
  const graph = message([
    ...steps.flatMap(({ operations }) => operations.map((one) => bytesField(1, operation(one)))),
    textField(2, "microcalc"),
    ...steps.flatMap(({ constants }) => constants.map((one) => bytesField(5, one))),
    bytesField(11, tensorInfo("features", forest.featureCount)),
    bytesField(12, tensorInfo("probability", 1)),
    bytesField(12, tensorInfo("raw_score", 1)),
  ]);
  return message([
    intField(1, irVersion),
    textField(2, "microcalc"),
    bytesField(7, graph),
    ...opsets.map(({ domain, version }) =>
      bytesField(8, message([textField(1, domain), intField(2, version)])),
    ),
    ...Object.entries(metadata).map(([key, value]) =>
      bytesField(14, message([textField(1, key), textField(2, value)])),
    ),
  ]);
}
