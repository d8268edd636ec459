import type { FeatureKey } from "@/lib/features";

/**
 * What the form must know of lib/features.ts. The page hands it over as data, because importing that file would
 * bring its whole validation library into the browser.
 */
export interface FormFacts {
  readonly features: readonly {
    readonly key: FeatureKey;
    readonly referenceRange: readonly [min: number, max: number];
  }[];
  /** Largest magnitude the server takes. */
  readonly limit: number;
}
