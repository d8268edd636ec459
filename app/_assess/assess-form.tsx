"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useRef, useState } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { ErrorNotice } from "../_components/error-notice";
import { Panel } from "../_components/panel";
import { CaseReferenceField } from "./case-reference-field";
import { ConnectionBanner } from "./connection-banner";
import { type DraftValues, isEmptyDraft } from "./draft";
import { ErrorSummary } from "./error-summary";
import { ExampleButtons } from "./example-buttons";
import type { Example } from "./examples";
import { FeatureFields } from "./feature-fields";
import { FeatureHelp } from "./feature-help";
import { FormActions } from "./form-actions";
import type { FormFacts } from "./form-facts";
import { FormNotice } from "./form-notice";
import { SecondReader } from "./second-reader";
import { StripLegend } from "./strip-legend";
import type { Assessment } from "./use-assessment";
import { useEnterKey } from "./use-enter-key";
import { useExampleName } from "./use-example-name";
import { useFormErrors } from "./use-form-errors";
import { useRowPaste } from "./use-row-paste";

interface AssessFormProps {
  facts: FormFacts;
  assessment: Assessment;
}

export function AssessForm({ facts, assessment }: AssessFormProps) {
  const { keys, control, checked, refusal, submission, isOpinionMissing } = assessment;
  const t = useTranslations("assess");
  const exampleName = useExampleName();
  const { value: valueText } = useNumbers();
  const form = useRef<HTMLFormElement>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const errors = useFormErrors({ facts, issues: checked.issues, isOpinionMissing, refusal });

  /** Content has changed: what was said of the old one no longer holds. */
  function moveOn(said: string | null) {
    setNotice(said);
    assessment.dismissRefusal();
    submission.stopWaiting();
  }

  const fill = useCallback((values: DraftValues) => control.fill(values), [control.fill]);
  const onPaste = useRowPaste(keys, {
    fill: (values) => {
      moveOn(null);
      errors.forget();
      fill(values);
    },
    say: setNotice,
  });
  const onKeyDown = useEnterKey(form, keys);

  function loadExample({ key, values }: Example) {
    moveOn(t("examples.loaded", { name: exampleName(key).text }));
    errors.forget();
    fill(Object.fromEntries(keys.map((name) => [name, valueText(values[name])])) as DraftValues);
  }

  function clear() {
    moveOn(t("cleared"));
    errors.forget();
    control.clear();
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setNotice(null);
    if (checked.features === null || isOpinionMissing) return errors.noteAttempt();
    errors.forget();
    if (submission.waiting === null) assessment.submit();
    else submission.retryNow();
  }

  return (
    <Panel aria-label={t("formLabel")}>
      <form ref={form} noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
        {submission.waiting === null ? null : (
          <ConnectionBanner
            waiting={submission.waiting}
            isSending={submission.isSending}
            onRetry={submission.retryNow}
            onStop={submission.stopWaiting}
          />
        )}
        {errors.summed.length === 0 ? null : (
          <ErrorSummary errors={errors.summed} occasion={refusal ?? errors.attempts} />
        )}
        {refusal === null || errors.summed.length > 0 ? null : (
          <ErrorNotice error={refusal} onRetry={assessment.submit} />
        )}
        <ExampleButtons onChoose={loadExample} />
        <FormNotice
          text={notice ?? (assessment.wentUnseen ? t("secondReader.earlier") : null)}
          onUndo={
            control.canUndo
              ? () => {
                  moveOn(null);
                  control.undo();
                }
              : null
          }
        />
        <CaseReferenceField
          text={control.draft.caseReference}
          error={errors.byField.get("caseReference") ?? null}
          onChange={(text) => {
            moveOn(null);
            control.setCaseReference(text);
          }}
        />
        <StripLegend />
        <FeatureFields
          facts={facts}
          assessment={assessment}
          errors={errors}
          onPaste={onPaste}
          onChange={(name, text) => {
            moveOn(null);
            control.setValue(name, text);
          }}
        />
        <SecondReader
          isOn={assessment.asksOpinion}
          isAsking={assessment.isAsking}
          opinion={control.draft.firstOpinion}
          error={errors.byField.get("firstOpinion") ?? null}
          onSwitch={(isOn) => {
            moveOn(null);
            assessment.askOpinion(isOn);
          }}
          onChange={(opinion) => {
            moveOn(null);
            control.setFirstOpinion(opinion);
          }}
        />
        <FormActions isSending={submission.isSending} isEmpty={isEmptyDraft(control.draft)} onClear={clear} />
        <FeatureHelp keys={keys} />
      </form>
    </Panel>
  );
}
