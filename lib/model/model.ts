import type { Forest } from "../forest/forest";
import type { Label } from "../prediction";
import type { ModelCard, Reference } from "./card";

/** A forest with all that is needed to use it: calibration and operating point (on the card), reference data. */
export interface Model {
  readonly card: ModelCard;
  readonly forest: Forest;
  readonly reference: Reference;
}

/** What a model says of one candidate region. */
export interface Assessment {
  /** Mean positive fraction over the trees, in [0, 1]. */
  readonly rawScore: number;
  /** Calibrated probability of a calcification, in [0, 1]. */
  readonly probability: number;
  readonly label: Label;
  readonly threshold: number;
  readonly operatingPoint: string;
}
