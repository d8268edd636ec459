import type { Forest } from "../../lib/forest/forest";
import { toMlRandomForest } from "../../lib/forest/ml-random-forest";
import { toOnnx } from "../../lib/forest/onnx";
import { pointInUse } from "../../lib/model/card";
import type { Model } from "../../lib/model/model";

export const exportFormats = ["onnx", "ml-random-forest", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportedModel {
  readonly content: Uint8Array | string;
  /** What the file is called when nobody says otherwise: the version and an ending. */
  readonly fileName: string;
}

/** A leaf says `positiveFraction`; a split sends a row left when its value of `feature` is below `threshold`. */
type PlainNode =
  | { readonly positiveFraction: number; readonly cover: number }
  | {
      readonly feature: string;
      readonly threshold: number;
      readonly cover: number;
      readonly left: PlainNode;
      readonly right: PlainNode;
    };

function toPlainNode(forest: Forest, features: readonly string[], node: number): PlainNode {
  const column = forest.feature[node] as number;
  const cover = forest.cover[node] as number;
  if (column < 0) return { positiveFraction: forest.positiveFraction[node] as number, cover };
  return {
    feature: features[column] as string,
    threshold: forest.threshold[node] as number,
    cover,
    left: toPlainNode(forest, features, node + 1),
    right: toPlainNode(forest, features, forest.right[node] as number),
  };
}

/**
 * The model in JSON that explains itself, for whoever evaluates it in another language:
 *
 * - `features`: their names in column order.
 * - `trees`: one root node each. A split has `feature`, `threshold`, `left` and `right`; a row whose value is below
 *   the threshold goes left, else right. A leaf has `positiveFraction`, in [0, 1]. Every node has `cover`, the weight
 *   of the training rows that came to it. The raw score is the mean of the leaves over the trees.
 * - `calibration`: `rawScore` and `probability`, points of a rising map that is linear between them and flat beyond.
 * - `operatingPoints`: `name` and `threshold` each; the call is `calcification` at that probability and above.
 *   `operatingPoint` is the name of the one in use.
 */
function toPlainJson({ card, forest }: Model): string {
  return JSON.stringify({
    format: "microcalc-plain-model",
    formatVersion: 1,
    version: card.version,
    features: card.features,
    calibration: { rawScore: card.calibration.rawScore, probability: card.calibration.probability },
    operatingPoints: card.operatingPoints.map(({ name, threshold }) => ({ name, threshold })),
    operatingPoint: card.operatingPoint,
    trees: Array.from(forest.roots.subarray(0, -1), (root) => toPlainNode(forest, card.features, root)),
  });
}

/** What the ONNX file says of itself; values are texts, as the format has it. */
function onnxMetadata({ card }: Model): Record<string, string> {
  const { name, threshold } = pointInUse(card);
  return {
    model_version: card.version,
    features: JSON.stringify(card.features),
    operating_point: name,
    operating_point_threshold: String(threshold),
  };
}

/**
 * A model for use elsewhere: `onnx`, forest and calibration for ONNX Runtime (see `toOnnx`); `ml-random-forest`, the
 * trees alone as that library's own JSON; `json`, see {@link toPlainJson}.
 */
export function exportModel(model: Model, format: ExportFormat): ExportedModel {
  const { version } = model.card;
  if (format === "onnx") {
    const content = toOnnx(model.forest, model.card.calibration, { metadata: onnxMetadata(model) });
    return { content, fileName: `${version}.onnx` };
  }
  return format === "json"
    ? { content: toPlainJson(model), fileName: `${version}.json` }
    : {
        content: JSON.stringify(toMlRandomForest(model.forest)),
        fileName: `${version}.ml-random-forest.json`,
      };
}
