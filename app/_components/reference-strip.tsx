"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { FeatureReference } from "@/lib/model/card";
import classes from "./reference-strip.module.css";
import { stripShape } from "./reference-strip-shape";
import { StripBars } from "./strip-bars";
import { useReferenceText } from "./use-reference-text";

interface ReferenceStripProps {
  reference: FeatureReference;
  /** Rows behind the reference: `reference.rows`. */
  candidates: number;
  /** The value to mark, `null` while there is none. */
  value: number | null;
}

/**
 * The distribution of one feature as a strip: all reference candidates above the line, the calcifications among
 * them below it, and a mark where the given value lies. The words beneath say the same.
 */
export function ReferenceStrip({ reference, candidates, value }: ReferenceStripProps) {
  const t = useTranslations("reference");
  const referenceText = useReferenceText();
  const shape = useMemo(() => stripShape(reference, candidates), [reference, candidates]);
  const outside = value !== null && (value < reference.min || value > reference.max);
  return (
    <div className={classes.strip}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={classes.drawing} aria-hidden="true">
        <g className={classes.all}>
          <StripBars bars={shape.all} side="above" />
        </g>
        <g className={classes.positives}>
          <StripBars bars={shape.positives} side="below" />
        </g>
        <line x1="0" x2="100" y1="50" y2="50" className={classes.base} />
        {value === null ? null : (
          <line
            x1={shape.place(value)}
            x2={shape.place(value)}
            y1="0"
            y2="100"
            className={classes.marker}
            data-outside={outside || undefined}
          />
        )}
      </svg>
      <p className={classes.text} data-outside={outside || undefined}>
        {value === null ? t("empty") : referenceText(reference, value)}
      </p>
    </div>
  );
}
