"use client";

import { IconChevronRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { decidingKind, type JudgedMeasure, levelsOf } from "@/app/_charts/prepare-drift";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { DriftReport } from "@/lib/drift/drift-report";
import { useMeasureName } from "../use-measure-name";
import { LevelBar } from "./level-bar";
import { MeasureDetails } from "./measure-details";
import classes from "./measure-row.module.css";
import { Sparkline } from "./sparkline";
import { useLevelText } from "./use-level-text";
import { VerdictMark } from "./verdict-mark";

interface MeasureRowProps {
  report: DriftReport;
  measure: JudgedMeasure;
}

/** A measure at a glance: verdict, distance against threshold, course, since when; its histograms when unfolded. */
export function MeasureRow({ report, measure }: MeasureRowProps) {
  const t = useTranslations("drift.measures");
  const measureName = useMeasureName();
  const levelText = useLevelText();
  const { longDay } = useDateText();
  const [isOpen, setIsOpen] = useState(false);
  const kind = decidingKind(measure);
  const levels = levelsOf(measure, kind);
  const finding = report.latest === null ? undefined : measure.series[report.latest];
  const level = report.latest === null ? null : (levels[report.latest] ?? null);
  return (
    <details
      className={classes.row}
      data-measure={measure.measure}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <IconChevronRight size={18} stroke={1.75} aria-hidden="true" className={classes.chevron} />
        <span className={classes.name}>{measureName(measure.measure)}</span>
        <span className={classes.verdict}>
          <VerdictMark verdict={finding?.verdict ?? "too_few"} />
        </span>
        <span className={classes.level}>
          {level === null ? null : (
            <>
              <LevelBar level={level} />
              <span className="tabular">
                {t(`level.${kind}`, {
                  value: levelText(level.value, kind),
                  threshold: levelText(level.threshold, kind),
                })}
              </span>
            </>
          )}
        </span>
        <span className={classes.course}>
          <Sparkline levels={levels} />
        </span>
        <span className={classes.since}>
          {measure.since === null ? null : <span>{t("since", { date: longDay(measure.since) })}</span>}
          <span>{t("count", { count: finding?.n ?? 0 })}</span>
        </span>
      </summary>
      {isOpen ? <MeasureDetails report={report} measure={measure} /> : null}
    </details>
  );
}
