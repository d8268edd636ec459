"use client";

import { AnswerPanel } from "./answer-panel";
import classes from "./assess.module.css";
import { AssessForm } from "./assess-form";
import { CasesPanel } from "./cases-panel";
import { isEmptyDraft } from "./draft";
import type { FormFacts } from "./form-facts";
import { useAnswerParts } from "./use-answer-parts";
import { useAssessment } from "./use-assessment";

/** The form with the answer beside it, or below it on a narrow screen, and then the known candidates like it. */
export function Assess({ facts }: { facts: FormFacts }) {
  const assessment = useAssessment(facts);
  const { answer, answerIsStale } = assessment;
  const parts = useAnswerParts(answer !== null || !isEmptyDraft(assessment.control.draft));
  return (
    <div className={classes.columns}>
      <AssessForm facts={facts} assessment={assessment} />
      <AnswerPanel answer={answer} isStale={answerIsStale} parts={parts} />
      {answer === null ? null : <CasesPanel answer={answer} isStale={answerIsStale} parts={parts} />}
    </div>
  );
}
