"use client";

import { useTranslations } from "next-intl";
import { type ClipboardEvent, useCallback } from "react";
import type { FeatureKey } from "@/lib/features";
import type { DraftValues } from "./draft";
import { parseRow } from "./parse-row";

interface RowPasteHandlers {
  fill: (values: DraftValues) => void;
  say: (notice: string) => void;
}

/** Lets a whole row be pasted into any field: it fills all six, or says why it cannot. */
export function useRowPaste(keys: readonly FeatureKey[], { fill, say }: RowPasteHandlers) {
  const t = useTranslations("assess.paste");
  return useCallback(
    (event: ClipboardEvent<HTMLInputElement>) => {
      const row = parseRow(event.clipboardData.getData("text"), keys.length);
      if (row.kind === "single") return;
      event.preventDefault();
      switch (row.kind) {
        case "row":
          fill(Object.fromEntries(keys.map((key, column) => [key, row.values[column] ?? ""])) as DraftValues);
          say(row.ignoredLabel === null ? t("filled") : t("filledWithoutLabel", { label: row.ignoredLabel }));
          break;
        case "wrong_count":
          say(t("wrongCount", { count: row.count }));
          break;
        case "several_rows":
          say(t("severalRows", { count: row.count }));
          break;
        case "not_numbers":
          say(t("notNumbers", { text: row.text }));
          break;
      }
    },
    [keys, fill, say, t],
  );
}
