"use client";

import { useTranslations } from "next-intl";
import type { Features } from "@/lib/features";
import type { Reference } from "@/lib/model/card";
import type { FormFacts } from "./form-facts";
import { isOutside } from "./outside-range";
import classes from "./outside-warnings.module.css";

interface OutsideWarningsProps {
  features: Features;
  reference: Reference | null;
  facts: FormFacts;
}

/** Names the values on which the model has no experience. */
export function OutsideWarnings({ features, reference, facts }: OutsideWarningsProps) {
  const t = useTranslations("assess.answer");
  const tFeatures = useTranslations("features");
  const outside = facts.features.filter(({ key, referenceRange }) => {
    const range = reference?.features.find(({ feature }) => feature === key) ?? referenceRange;
    return isOutside(features[key], range);
  });
  if (outside.length === 0) return null;
  return (
    <div className={classes.warning}>
      <p className={classes.title}>{t("outside.title")}</p>
      <p className={classes.text}>
        {t("outside.text", {
          count: outside.length,
          features: outside.map(({ key }) => tFeatures(`${key}.label`)).join(", "),
        })}
      </p>
    </div>
  );
}
