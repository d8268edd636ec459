"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { readCaseReference } from "@/lib/case-reference";
import classes from "./filter-form.module.css";
import type { HistoryFilters } from "./prediction-filters";
import { useDraft } from "./use-draft";

interface CaseReferenceFilterProps {
  value: string | null;
  onChange: (part: Pick<HistoryFilters, "caseReference">) => void;
}

/** Finds one case by its whole reference, which never enters the address bar. */
export function CaseReferenceFilter({ value, onChange }: CaseReferenceFilterProps) {
  const t = useTranslations("history.filter");
  const [draft, setDraft] = useDraft(value ?? "");
  const [refused, setRefused] = useState(false);

  function apply() {
    const typed = draft.trim();
    const reference = readCaseReference(typed);
    setRefused(typed !== "" && reference === null);
    if (typed === "" && value !== null) onChange({ caseReference: null });
    if (reference !== null && reference !== value) onChange({ caseReference: reference });
  }

  return (
    <TextInput
      className={classes.caseReference}
      label={t("caseReference")}
      description={t("caseReferenceHint")}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={refused ? t("caseReferenceRefused") : null}
      value={draft}
      maxLength={64}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        setRefused(false);
      }}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply();
      }}
    />
  );
}
