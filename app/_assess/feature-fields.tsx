"use client";

import type { ClipboardEvent } from "react";
import type { FeatureKey } from "@/lib/features";
import { FeatureField } from "./feature-field";
import type { FormFacts } from "./form-facts";
import { isOutside } from "./outside-range";
import type { Assessment } from "./use-assessment";
import type { useFormErrors } from "./use-form-errors";

interface FeatureFieldsProps {
  facts: FormFacts;
  assessment: Assessment;
  errors: ReturnType<typeof useFormErrors>;
  onChange: (name: FeatureKey, text: string) => void;
  onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}

export function FeatureFields({ facts, assessment, errors, onChange, onPaste }: FeatureFieldsProps) {
  const { control, checked, reference } = assessment;
  return facts.features.map(({ key, referenceRange }) => {
    const feature = reference?.features.find((candidate) => candidate.feature === key);
    const value = checked.numbers[key];
    return (
      <FeatureField
        key={key}
        name={key}
        text={control.draft.values[key]}
        value={value}
        error={errors.byField.get(key) ?? null}
        isOutside={value !== null && isOutside(value, feature ?? referenceRange)}
        reference={feature === undefined ? null : { feature, candidates: reference?.rows ?? 0 }}
        onChange={(text) => onChange(key, text)}
        onLeave={() => errors.noteLeft(key)}
        onPaste={onPaste}
      />
    );
  });
}
