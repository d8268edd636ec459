"use client";

import { useTranslations } from "next-intl";
import type { GateFinding } from "@/lib/model/gate";
import { Notice } from "../../_components/notice";
import { GateCriterion } from "./gate-criterion";
import classes from "./gate-report.module.css";

interface GateReportProps {
  finding: GateFinding;
  /** The one the page showed. */
  champion: string;
}

/** What the gate found, in words, figures and a picture for each criterion. */
export function GateReport({ finding, champion }: GateReportProps) {
  const t = useTranslations("registry.gate");
  const { evidence, candidate, criteria, passes } = finding;
  if (finding.champion.version !== champion) {
    return (
      <Notice tone="strong" title={t("title")}>
        <p>{t("moved")}</p>
      </Notice>
    );
  }
  return (
    <section aria-label={t("title")} className={classes.report} data-passes={passes || undefined}>
      <h3 className={classes.title}>{t("title")}</h3>
      <p role="status" className={classes.verdict}>
        {passes ? t("passes") : t("refuses")}
      </p>
      {criteria.map((criterion) => (
        <GateCriterion key={criterion.criterion} finding={criterion} />
      ))}
      <p className={classes.evidence}>
        {evidence === "paired"
          ? t("paired", { rows: candidate.rows, positives: candidate.positives })
          : t("unpaired", {
              rows: candidate.rows,
              positives: candidate.positives,
              championRows: finding.champion.rows,
              championPositives: finding.champion.positives,
            })}
      </p>
    </section>
  );
}
