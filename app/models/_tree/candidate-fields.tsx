"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { type DraftValues, isEmptyDraft } from "../../_assess/draft";
import { lastDraft, ownDraft } from "../../_assess/draft-storage";
import { ExampleLabel } from "../../_assess/example-label";
import { examples } from "../../_assess/examples";
import type { FormFacts } from "../../_assess/form-facts";
import { ActionButton } from "../../_components/action-button";
import classes from "./candidate-fields.module.css";
import type { Candidate } from "./use-candidate";

interface CandidateFieldsProps {
  candidate: Candidate;
  facts: FormFacts;
}

/** The candidate that the tree is asked about: six fields, and ways to fill them at once. */
export function CandidateFields({ candidate, facts }: CandidateFieldsProps) {
  const t = useTranslations("models.tree");
  const tFeature = useTranslations("features");
  const id = useId();
  const [draft, setDraft] = useState<DraftValues | null>(null);
  useEffect(() => {
    const keys = facts.features.map(({ key }) => key);
    const stored = ownDraft(keys) ?? lastDraft(keys);
    setDraft(stored === null || isEmptyDraft(stored) ? null : stored.values);
  }, [facts]);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t("candidate")}</legend>
      <div className={classes.sources}>
        {examples.map(({ key, values }) => (
          <ActionButton key={key} size="small" onClick={() => candidate.fillWith(values)}>
            <ExampleLabel of={key} />
          </ActionButton>
        ))}
        {draft === null ? null : (
          <ActionButton size="small" onClick={() => candidate.fill(draft)}>
            {t("draft")}
          </ActionButton>
        )}
      </div>
      <div className={classes.fields}>
        {facts.features.map(({ key }) => {
          const isRefused = candidate.refused.has(key);
          return (
            <div key={key}>
              <label htmlFor={`${id}-${key}`} className={classes.label}>
                {tFeature(`${key}.label`)}
              </label>
              <input
                id={`${id}-${key}`}
                type="text"
                // No decimal keyboard: on a phone it has no minus sign.
                inputMode="text"
                autoComplete="off"
                spellCheck={false}
                value={candidate.texts[key]}
                aria-invalid={isRefused || undefined}
                aria-describedby={isRefused ? `${id}-${key}-refused` : undefined}
                className={`${classes.input} tabular`}
                onChange={(event) => candidate.type(key, event.currentTarget.value)}
              />
              {isRefused ? (
                <p id={`${id}-${key}-refused`} className={classes.refused}>
                  {t("refused", { limit: facts.limit })}
                </p>
              ) : null}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
