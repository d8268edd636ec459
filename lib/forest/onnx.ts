import type { Calibration } from "../model/card";
import type { Forest } from "./forest";
import {
  doubles,
  doublesAttribute,
  elementType,
  type Graph,
  intAttribute,
  intsAttribute,
  type Operation,
  type Table,
  textAttribute,
  textsAttribute,
  wholes,
  writeOnnx,
} from "./onnx-format";
import type { Encoded } from "./protobuf";

/**
 * The operator adds up in double precision and answers in single. Where that is not enough, each share is cut in two,
 * a multiple of 1/4096 and the rest: sums of the first are whole numbers of at most 24 bits for up to 4,095 trees, so
 * single precision holds them, and what is lost of the second is below 1e-10.
 */
const coarseSteps = 4096;
const coarse = (share: number) => Math.floor(share * coarseSteps) / coarseSteps;
const inTwo = (share: number) => [coarse(share), share - coarse(share)];
const whole = (share: number) => [share];

interface TreeOptions {
  /** What a leaf's share is cut into, one number for each target. */
  readonly parts: (share: number) => readonly number[];
  readonly aggregate: "SUM" | "AVERAGE";
  readonly output: string;
}

/** All trees as one operator, with one column in its answer for each part of a leaf's share. */
function treeOperation(forest: Forest, { parts, aggregate, output }: TreeOptions): Operation {
  const { feature, threshold, right, roots, positiveFraction } = forest;
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
  const targets = leaves.flatMap((node) =>
    parts(positiveFraction[node] as number).map((weight, target) => ({ node, weight, target })),
  );
  return {
    type: "TreeEnsembleRegressor",
    domain: "ai.onnx.ml",
    inputs: ["features"],
    output,
    attributes: [
      textAttribute("aggregate_function", aggregate),
      textAttribute("post_transform", "NONE"),
      intAttribute("n_targets", parts(0).length),
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
      intsAttribute(
        "target_treeids",
        targets.map(({ node }) => treeIds[node] as number),
      ),
      intsAttribute(
        "target_nodeids",
        targets.map(({ node }) => nodeIds[node] as number),
      ),
      intsAttribute(
        "target_ids",
        targets.map(({ target }) => target),
      ),
      doublesAttribute(
        "target_weights_as_tensor",
        targets.map(({ weight }) => weight),
      ),
    ],
  };
}

type Steps = Pick<Graph, "operations" | "constants">;

function scoreSteps(forest: Forest): Steps {
  return {
    operations: [
      treeOperation(forest, { parts: inTwo, aggregate: "SUM", output: "sums_single" }),
      {
        type: "Cast",
        inputs: ["sums_single"],
        output: "sums",
        attributes: [intAttribute("to", elementType.double)],
      },
      // No matrix product: one that follows a Cast came out in single precision, as ONNX Runtime 1.30 optimises it.
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

const inputOf = ({ featureCount }: Forest): Table => ({
  name: "features",
  columns: featureCount,
  type: "double",
});

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
 * library computes, for forests of up to 4,095 trees and wherever a segment of the calibration rises by less than 100
 * for each unit of score.
 */
export function toOnnx(
  forest: Forest,
  calibration: Pick<Calibration, "rawScore" | "probability">,
  { metadata = {} }: OnnxOptions = {},
): Encoded {
  const score = scoreSteps(forest);
  const map = calibrationSteps(calibration);
  const graph: Graph = {
    operations: [...score.operations, ...map.operations],
    constants: [...score.constants, ...map.constants],
    input: inputOf(forest),
    outputs: [
      { name: "probability", columns: 1, type: "double" },
      { name: "raw_score", columns: 1, type: "double" },
    ],
  };
  return writeOnnx(graph, metadata);
}

/**
 * The trees alone in the fewest operations there can be, one: for comparing speeds. Output `raw_score` of shape
 * (rows, 1), in single precision.
 */
export function treesToOnnx(forest: Forest): Encoded {
  return writeOnnx({
    operations: [treeOperation(forest, { parts: whole, aggregate: "AVERAGE", output: "raw_score" })],
    constants: [],
    input: inputOf(forest),
    outputs: [{ name: "raw_score", columns: 1, type: "float" }],
  });
}
