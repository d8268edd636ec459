import { modelCardSchema } from "../model/card";

/** How a threshold on the calibrated probability is found. */
export type OperatingRule = { readonly name: string } & (
  | { readonly kind: "f1" }
  /** Highest threshold with at least this recall, in (0, 1]. */
  | { readonly kind: "recall"; readonly atLeast: number }
  /** Lowest threshold with at least this precision, in (0, 1]. */
  | { readonly kind: "precision"; readonly atLeast: number }
  | { readonly kind: "threshold"; readonly at: number }
);

/** The points that every model has if its rows allow them. */
const standardRules: readonly OperatingRule[] = [
  { name: "screening", kind: "recall", atLeast: 0.9 },
  { name: "balanced", kind: "f1" },
  { name: "confirming", kind: "precision", atLeast: 0.9 },
];

const nameSchema = modelCardSchema.shape.operatingPoint;
const form = "name=recall:0.95, name=precision:0.8, name=threshold:0.3 or name=f1";

function refuse(text: string, because: string): never {
  throw new Error(`The operating point "${text}" cannot be used: ${because}`);
}

/** A number as written in full, in (0, 1]; a threshold of 0 would call everything. */
function parseShare(text: string, written: string): number {
  const value = /^\d+(\.\d+)?$|^\.\d+$/.test(written) ? Number(written) : Number.NaN;
  if (!(value > 0 && value <= 1))
    refuse(text, `${written || "nothing"} is not a number above 0 and up to 1.`);
  return value;
}

/** Reads `triage=recall:0.95` and the like. Throws, in words, on anything else. */
function parseOperatingRule(text: string): OperatingRule {
  const equals = text.indexOf("=");
  if (equals === -1) refuse(text, `it has no name; write ${form}.`);
  const name = text.slice(0, equals).trim();
  if (!nameSchema.safeParse(name).success) {
    refuse(text, `its name must be 1 to 32 of a-z, 0-9 and _, a letter first; "${name}" is not.`);
  }
  const [kind = "", written, ...rest] = text
    .slice(equals + 1)
    .trim()
    .split(":");
  if (kind === "f1") {
    if (written !== undefined) refuse(text, `"f1" takes no number.`);
    return { name, kind };
  }
  if (written === undefined || rest.length > 0) refuse(text, `write ${form}.`);
  if (kind === "recall" || kind === "precision") return { name, kind, atLeast: parseShare(text, written) };
  if (kind === "threshold") return { name, kind, at: parseShare(text, written) };
  return refuse(text, `"${kind}" is not a rule; known are f1, recall, precision and threshold.`);
}

/**
 * The standard rules followed by custom ones, each written as `name=recall:0.95`, `name=precision:0.8`,
 * `name=threshold:0.3` or `name=f1`. A custom rule with a standard name takes its place. Throws, in words, on a text
 * that cannot be read and on a name given twice.
 */
export function operatingRules(custom: readonly string[]): OperatingRule[] {
  const rules = new Map(standardRules.map((rule) => [rule.name, rule]));
  const given = new Set<string>();
  for (const text of custom) {
    const rule = parseOperatingRule(text);
    if (given.has(rule.name)) refuse(text, `the name ${rule.name} is given twice.`);
    given.add(rule.name);
    rules.set(rule.name, rule);
  }
  return [...rules.values()];
}
