import {
  interfaceLimits,
  optionDefaults,
  shippedVariant,
  type TrainingOptions,
  trainingOptionsSchema,
  type VariantName,
} from "../../../../lib/training/training-options";

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
  const given = Object.fromEntries(typedOptions.map((key) => [key, numberIn(typed[key])]));
  const optional = new Set<TypedOption>(["minNumSamples", "positiveWeight"]);
  const faults: Partial<Record<TypedOption, OptionFault>> = {};
  for (const key of typedOptions) {
    const value = given[key];
    if (value === undefined && optional.has(key)) continue;
    const good = value !== undefined && trainingOptionsSchema.shape[key].safeParse(value).success;
    const [min, max] = interfaceLimits[key];
    if (!good) faults[key] = { kind: key === "positiveWeight" ? "outOfRange" : "notWhole", min, max };
  }
  if (Object.keys(faults).length > 0) return { options: null, faults };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { options: trainingOptionsSchema.parse({ variant, ...known }), faults: null };
}
