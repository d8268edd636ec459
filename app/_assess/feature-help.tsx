"use client";

import { useTranslations } from "next-intl";
import type { FeatureKey } from "@/lib/features";
import classes from "./feature-help.module.css";

export function FeatureHelp({ keys }: { keys: readonly FeatureKey[] }) {
  const t = useTranslations("assess.help");
  const tFeatures = useTranslations("features");
  return (
    <details className={classes.help}>
      <summary className={classes.summary}>{t("title")}</summary>
      <p>{t("text")}</p>
      <dl className={classes.list}>
        {keys.map((key) => (
          <div key={key}>
            <dt>{tFeatures(`${key}.label`)}</dt>
            <dd>{tFeatures(`${key}.help`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
