import type { FeatureReference } from "@/lib/model/card";
import { referencePosition } from "./reference-position";

/** What there is to say of a value's place among the reference candidates: the message's key, and what it names. */
export type ReferenceRemark =
  | { readonly key: "above" | "nearBottom" | "nearTop" | "atMinimum"; readonly share: number }
  | { readonly key: "belowAll" | "aboveAll"; readonly limit: number };

/**
 * `share` in [0, 1] is a part of the candidates, `limit` the reference's own end. Never "above 0 %" or "above 100 %".
 */
export function referenceRemark(reference: FeatureReference, value: number): ReferenceRemark {
  const position = referencePosition(reference, value);
  switch (position.kind) {
    case "below_all":
      return { key: "belowAll", limit: reference.min };
    case "above_all":
      return { key: "aboveAll", limit: reference.max };
    case "at_minimum":
      return { key: "atMinimum", share: position.share };
    case "within":
      if (position.share < 0.01) return { key: "nearBottom", share: 0.01 };
      if (position.share > 0.99) return { key: "nearTop", share: 0.99 };
      return { key: "above", share: position.share };
  }
}
