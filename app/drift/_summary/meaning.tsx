"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Panel } from "@/app/_components/panel";
import { minimumCandidates, mostBins, psiSizes, shareSizes } from "@/lib/drift/drift-limits";
import classes from "./meaning.module.css";

const causes = ["device", "unit", "population", "typing"] as const;

/** What drift means, what to do about it, and how it is told from chance. */
export function Meaning({ minimum = minimumCandidates }: { minimum: number | undefined }) {
  const t = useTranslations("drift.meaning");
  const id = useId();
  return (
    <Panel aria-labelledby={id} className={classes.meaning}>
      <h2 id={id}>{t("title")}</h2>
      <p>{t("text")}</p>
      <h3>{t("causes.title")}</h3>
      <ul>
        {causes.map((cause) => (
          <li key={cause}>
            <strong>{t(`causes.${cause}.name`)}</strong> {t(`causes.${cause}.text`)}
          </li>
        ))}
      </ul>
      <h3>{t("thresholds.title")}</h3>
      <p>{t("thresholds.bins", { bins: mostBins })}</p>
      <p>{t("thresholds.noise", { minimum })}</p>
      <p>{t("thresholds.size", { ...psiSizes, points: 100 * shareSizes.moved })}</p>
      <p>{t("thresholds.joint")}</p>
      <p>{t("thresholds.clustered")}</p>
    </Panel>
  );
}
