import {
  interfaceLimits,
  optionDefaults,
  shippedVariant,
  type VariantName,
} from "../../../../lib/training/option-limits";
import type { TrainingOptions } from "../../../../lib/training/training-options";

/** Options that are typed; the last two may be left empty, which is the variant's own. */
export const typedOptions = ["trees", "folds", "seed", "minNumSamples", "positiveWeight"] as const;
export type TypedOption = (typeof typedOptions)[number];

/** What stands in the form. */
export interface TrainingDraft {
  /** `null` until one is chosen: then the first. */
  readonly dataset: string | null;
  readonly include: boolean;
  readonly variant: VariantName;
  readonly typed: Readonly<Record<TypedOption, string>>;
  readonly note: string;
}

export const emptyDraft: TrainingDraft = {
  dataset: null,
  include: false,
  variant: shippedVariant,
  typed: {
    trees: String(optionDefaults.trees),
    folds: String(optionDefaults.folds),
    seed: String(optionDefaults.seed),
    minNumSamples: "",
    positiveWeight: "",
  },
  note: "",
};

/** Why a typed option is not taken, with what would be. */
interface OptionFault {
  readonly kind: "notWhole" | "outOfRange";
  readonly min: number;
  readonly max: number;
}

export type ReadDraft =
  | { readonly options: TrainingOptions; readonly faults: null }
  | { readonly options: null; readonly faults: Readonly<Partial<Record<TypedOption, OptionFault>>> };

/** A number as written with a point or a comma; `undefined` for nothing, NaN for anything else. */
function numberIn(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return /^\d+(?:[.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(",", ".")) : Number.NaN;
}

/** The options of a draft, or what is wrong with those typed. */
export function readDraft({ variant, typed }: TrainingDraft): ReadDraft {
  const given: Partial<Record<TypedOption, number>> = {};
  for (const key of typedOptions) {
    const value = numberIn(typed[key]);
    if (value !== undefined) given[key] = value;
  }
  const optional = new Set<TypedOption>(["minNumSamples", "positiveWeight"]);
  const faults: Partial<Record<TypedOption, OptionFault>> = {};
  for (const key of typedOptions) {
    const value = given[key];
    if (value === undefined && optional.has(key)) continue;
    const [min, max] = interfaceLimits[key];
    const kind = key === "positiveWeight" ? "outOfRange" : "notWhole";
    const isWhole = kind === "outOfRange" || Number.isInteger(value);
    const good = value !== undefined && isWhole && value >= min && value <= max;
    if (!good) faults[key] = { kind, min, max };
  }
  if (Object.keys(faults).length > 0) return { options: null, faults };
  const { trees = 0, folds = 0, seed = 0, minNumSamples, positiveWeight } = given;
  const own = {
    ...(minNumSamples !== undefined && { minNumSamples }),
    ...(positiveWeight !== undefined && { positiveWeight }),
  };
  return { options: { variant, trees, folds, seed, ...own }, faults: null };
}
