import { featureLimit, features } from "@/lib/features";
import type { FormFacts } from "../_assess/form-facts";

/** What the fields of a candidate need to know. */
export const formFacts: FormFacts = {
  features: features.map(({ key, referenceRange }) => ({ key, referenceRange })),
  limit: featureLimit,
};
