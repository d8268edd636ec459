"use client";

import { useTranslations } from "next-intl";
import type { Source } from "@/lib/prediction";
import classes from "./source-mark.module.css";

/** Where a prediction came from. Made-up data is marked so that nobody takes it for a patient. */
export function SourceMark({ source }: { source: Source }) {
  const t = useTranslations("prediction.source");
  return (
    <span className={classes.source} data-source={source}>
      {t(source)}
    </span>
  );
}
