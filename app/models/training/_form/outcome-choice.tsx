"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { IncludedOutcomes } from "@/lib/training/training-run";
import { Notice } from "../../../_components/notice";
import classes from "./outcome-choice.module.css";

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
  const id = useId();
  const offered = outcomes.added > 0 && !holdsOutcomes;
  const { added, positives, madeUp } = outcomes;
  return (
    <>
      <div className={classes.choice}>
        <input
          id={id}
          type="checkbox"
          className={classes.box}
          checked={checked && offered}
          disabled={!offered}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <label htmlFor={id}>{t("outcomes")}</label>
        <p id={`${id}-help`} className={classes.help}>
          {holdsOutcomes ? t("outcomesHeld") : t("outcomesHelp", { added, positives })}
        </p>
      </div>
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
