import type { FeatureKey } from "@/lib/features";

export type FieldName = FeatureKey | "caseReference" | "firstOpinion";

/** The id of a field's input, so that the error summary can lead to it. */
export const fieldId = (field: FieldName) => `field-${field}`;

export function focusField(field: FieldName): void {
  const input = document.getElementById(fieldId(field));
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  input.select();
}
