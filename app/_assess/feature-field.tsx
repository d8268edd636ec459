"use client";

import { useTranslations } from "next-intl";
import type { ClipboardEvent } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { FeatureKey } from "@/lib/features";
import type { FeatureReference } from "@/lib/model/card";
import { ReferenceStrip } from "../_components/reference-strip";
import classes from "./feature-field.module.css";
import { fieldId } from "./field-id";

interface FeatureFieldProps {
  name: FeatureKey;
  text: string;
  /** What the text says, `null` while it says no usable number. */
  value: number | null;
  /** A sentence, while the field blocks and the reader is to know. */
  error: string | null;
  isOutside: boolean;
  reference: { feature: FeatureReference; candidates: number } | null;
  onChange: (text: string) => void;
  onLeave: () => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}

export function FeatureField(props: FeatureFieldProps) {
  const { name, text, value, error, isOutside, reference } = props;
  const t = useTranslations("assess.field");
  const tFeature = useTranslations(`features.${name}`);
  const { value: valueText } = useNumbers();
  const id = fieldId(name);
  return (
    <div className={classes.field} data-invalid={error !== null || undefined}>
      <div className={classes.name}>
        <label htmlFor={id} className={classes.label}>
          {tFeature("label")}
        </label>
        <p id={`${id}-read`} className={`${classes.read} tabular`}>
          {value === null ? null : t("readAs", { value: valueText(value) })}
        </p>
      </div>
      <input
        id={id}
        name={name}
        type="text"
        // No decimal keyboard: on a phone it has no minus sign.
        inputMode="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="next"
        className={`${classes.input} tabular`}
        value={text}
        aria-invalid={error !== null || undefined}
        aria-describedby={`${id}-error ${id}-read ${id}-place`}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onBlur={props.onLeave}
        onPaste={props.onPaste}
      />
      <div id={`${id}-place`} className={classes.place}>
        {reference === null ? null : (
          <ReferenceStrip reference={reference.feature} candidates={reference.candidates} value={value} />
        )}
        {isOutside ? <p className={classes.warning}>{t("outside")}</p> : null}
      </div>
      <p id={`${id}-error`} className={classes.error}>
        {error}
      </p>
    </div>
  );
}
