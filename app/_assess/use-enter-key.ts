"use client";

import { type KeyboardEvent, type RefObject, useCallback } from "react";
import type { FeatureKey } from "@/lib/features";
import { type FieldName, fieldId, focusField } from "./field-id";

/** Whether the form asks for an opinion that has not been given. */
function isOpinionOpen(form: HTMLFormElement | null): boolean {
  const radios = form?.elements.namedItem("firstOpinion");
  return radios instanceof RadioNodeList && radios.value === "";
}

/**
 * Enter goes to the next field and after the last one to an opinion that is asked for; then it sends. Ctrl or Cmd
 * and Enter send from anywhere.
 */
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
      const at = order.findIndex((field) => fieldId(field) === id);
      const next = at === -1 ? undefined : (order[at + 1] ?? "firstOpinion");
      if (next === undefined || (next === "firstOpinion" && !isOpinionOpen(form.current)))
        form.current?.requestSubmit();
      else focusField(next);
    },
    [form, keys],
  );
}
