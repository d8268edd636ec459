"use client";

import { Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { IncludedOutcomes } from "@/lib/training/training-run";
import { Notice } from "../../../_components/notice";

interface OutcomeChoiceProps {
  outcomes: IncludedOutcomes;
  /** The chosen data set holds outcomes already. */
  holdsOutcomes: boolean;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Whether what was learnt since is trained on too, and what to mind when it is. */
export function OutcomeChoice({ outcomes, holdsOutcomes, checked, onChange }: OutcomeChoiceProps) {
  const t = useTranslations("training.form");
  const offered = outcomes.added > 0 && !holdsOutcomes;
  const { added, positives, madeUp } = outcomes;
  return (
    <>
      <Checkbox
        label={t("outcomes")}
        description={holdsOutcomes ? t("outcomesHeld") : t("outcomesHelp", { added, positives })}
        checked={checked && offered}
        disabled={!offered}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {checked && offered ? (
        <Notice tone="mild" title={t("caveatTitle")}>
          <p>
            {t("caveat")} {t("madeUp", { madeUp })}
          </p>
        </Notice>
      ) : null}
    </>
  );
}
