import type { FeatureKey, Features } from "@/lib/features";
import type { DraftValues } from "./draft";
import { parseNumber } from "./parse-number";

type FieldFault = "required" | "not_a_number" | "ambiguous" | "beyond_limit";

export interface FieldIssue {
  readonly field: FeatureKey;
  readonly fault: FieldFault;
  /** As typed. */
  readonly text: string;
}

export interface CheckedDraft {
  /** What each field says so far; `null` where that is no usable number. */
  readonly numbers: Readonly<Record<FeatureKey, number | null>>;
  /** All six, once all are usable. */
  readonly features: Features | null;
  /** In form order. */
  readonly issues: readonly FieldIssue[];
}

function faultOf(text: string, limit: number): FieldFault | null {
  const parsed = parseNumber(text);
  switch (parsed.kind) {
    case "empty":
      return "required";
    case "number":
      return Math.abs(parsed.value) <= limit ? null : "beyond_limit";
    default:
      return parsed.kind;
  }
}

/** Reads the six fields; a value beyond ±`limit` cannot be standardised and counts as no number. */
export function checkDraft(values: DraftValues, keys: readonly FeatureKey[], limit: number): CheckedDraft {
  const issues = keys.flatMap((field): FieldIssue[] => {
    const fault = faultOf(values[field], limit);
    return fault === null ? [] : [{ field, fault, text: values[field] }];
  });
  const numbers = Object.fromEntries(
    keys.map((key) => {
      const parsed = parseNumber(values[key]);
      const usable = parsed.kind === "number" && Math.abs(parsed.value) <= limit;
      return [key, usable ? parsed.value : null];
    }),
  ) as CheckedDraft["numbers"];
  return { numbers, features: issues.length === 0 ? (numbers as Features) : null, issues };
}
