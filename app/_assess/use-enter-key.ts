"use client";

import { type KeyboardEvent, type RefObject, useCallback } from "react";
import type { FeatureKey } from "@/lib/features";
import { type FieldName, fieldId, focusField } from "./field-id";

/** Enter goes to the next field, from the last one it sends; Ctrl or Cmd and Enter send from anywhere. */
export function useEnterKey(form: RefObject<HTMLFormElement | null>, keys: readonly FeatureKey[]) {
  return useCallback(
    (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
      // A key held down is pressed once.
      if (event.repeat) return event.preventDefault();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        form.current?.requestSubmit();
        return;
      }
      if (!(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      const { id } = event.target;
      const order: readonly FieldName[] = ["caseReference", ...keys];
      const next = order[order.findIndex((field) => fieldId(field) === id) + 1];
      if (next === undefined) form.current?.requestSubmit();
      else focusField(next);
    },
    [form, keys],
  );
}
