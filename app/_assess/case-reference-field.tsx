"use client";

import { useTranslations } from "next-intl";
import classes from "./case-reference-field.module.css";
import fieldClasses from "./feature-field.module.css";
import { fieldId } from "./field-id";

interface CaseReferenceFieldProps {
  text: string;
  error: string | null;
  onChange: (text: string) => void;
}

const longest = 64;

export function CaseReferenceField({ text, error, onChange }: CaseReferenceFieldProps) {
  const t = useTranslations("assess.caseReference");
  const id = fieldId("caseReference");
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={fieldClasses.label}>
        {t("label")}
      </label>
      <p id={`${id}-hint`} className={classes.hint}>
        {t("hint")}
      </p>
      <input
        id={id}
        name="caseReference"
        type="text"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="next"
        maxLength={longest}
        className={fieldClasses.input}
        value={text}
        aria-invalid={error !== null || undefined}
        aria-describedby={`${id}-error ${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-error`} className={fieldClasses.error}>
        {error}
      </p>
    </div>
  );
}
