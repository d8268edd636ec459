"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import classes from "./error-summary.module.css";
import { fieldId, focusField } from "./field-id";
import type { FormError } from "./use-form-errors";

interface ErrorSummaryProps {
  errors: readonly FormError[];
  /** Takes the focus whenever this changes. */
  occasion: unknown;
}

/** Everything that keeps the form from being sent, each leading to its field. */
export function ErrorSummary({ errors, occasion }: ErrorSummaryProps) {
  const t = useTranslations("assess");
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt with the same faults takes the focus again.
  useEffect(() => box.current?.focus(), [occasion]);
  return (
    <div ref={box} tabIndex={-1} role="alert" className={classes.box}>
      <h2 className={classes.title}>{t("summary", { count: errors.length })}</h2>
      <ul className={classes.list}>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a
              href={`#${fieldId(field)}`}
              onClick={(event) => {
                event.preventDefault();
                focusField(field);
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
