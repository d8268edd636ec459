"use client";

import { useTranslations } from "next-intl";
import type { PointQuality } from "@/lib/model/card";
import { EstimateText } from "../_card/estimate-text";
import classes from "./threshold-figures.module.css";

const figureKeys = ["recall", "precision", "specificity", "alertsPerThousand"] as const;

/** What the threshold means in four figures, each with its 95 % interval. */
export function ThresholdFigures({ figures }: { figures: PointQuality }) {
  const t = useTranslations("models.explorer.figure");
  return (
    <dl className={`${classes.figures} tabular`}>
      {figureKeys.map((key) => (
        <div key={key} className={classes.figure}>
          <dt>{t(`${key}.label`)}</dt>
          <dd data-figure={key}>
            <EstimateText
              estimate={figures[key]}
              written={key === "alertsPerThousand" ? "perThousand" : "percent"}
            />
          </dd>
          <dd className={classes.help}>{t(`${key}.help`)}</dd>
        </div>
      ))}
    </dl>
  );
}
