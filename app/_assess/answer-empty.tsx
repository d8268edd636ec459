"use client";

import { useTranslations } from "next-intl";
import classes from "./answer-empty.module.css";

const points = ["probability", "threshold", "reasons", "record"] as const;

export function AnswerEmpty() {
  const t = useTranslations("assess.answer.empty");
  return (
    <div className={classes.empty}>
      <p>{t("text")}</p>
      <ul>
        {points.map((point) => (
          <li key={point}>{t(point)}</li>
        ))}
      </ul>
      <p>{t("support")}</p>
    </div>
  );
}
