"use client";

import { useTranslations } from "next-intl";
import type { Label, Opinion } from "@/lib/prediction";
import classes from "./review.module.css";

interface OpinionBesideCallProps {
  opinion: Opinion;
  label: Label;
}

/** What the reader thought first and what the model calls, side by side. */
export function OpinionBesideCall({ opinion, label }: OpinionBesideCallProps) {
  const t = useTranslations("review");
  const tCall = useTranslations("call");
  const verdict = opinion === "unsure" ? "undecided" : opinion === label ? "same" : "different";
  return (
    <>
      <dl className={classes.pair}>
        <div data-call={opinion}>
          <dt>{t("reader")}</dt>
          <dd>{t(`opinion.${opinion}`)}</dd>
        </div>
        <div data-call={label}>
          <dt>{t("model")}</dt>
          <dd>{tCall(label)}</dd>
        </div>
      </dl>
      <p className={classes.verdict} data-different={verdict === "different" || undefined}>
        {t(verdict)}
      </p>
    </>
  );
}
