"use client";

import { useState } from "react";

/** A field's text while it is being typed; whenever the accepted value changes elsewhere, that is shown instead. */
export function useDraft<Value>(accepted: Value): [draft: Value, setDraft: (draft: Value) => void] {
  const [draft, setDraft] = useState(accepted);
  const [shown, setShown] = useState(accepted);
  if (shown !== accepted) {
    setShown(accepted);
    setDraft(accepted);
  }
  return [draft, setDraft];
}
