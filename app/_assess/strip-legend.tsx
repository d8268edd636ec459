"use client";

import { useTranslations } from "next-intl";
import classes from "./strip-legend.module.css";

export function StripLegend() {
  const t = useTranslations("assess.legend");
  return (
    <p className={classes.legend}>
      <span className={classes.entry} data-group="all">
        {t("all")}
      </span>
      <span className={classes.entry} data-group="positives">
        {t("positives")}
      </span>
      <span className={classes.entry} data-group="value">
        {t("value")}
      </span>
    </p>
  );
}
