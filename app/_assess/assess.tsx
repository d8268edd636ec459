"use client";

import { AnswerPanel } from "./answer-panel";
import classes from "./assess.module.css";
import { AssessForm } from "./assess-form";
import type { FormFacts } from "./form-facts";
import { useAssessment } from "./use-assessment";

/** The form with the answer beside it, or below it on a narrow screen. */
export function Assess({ facts }: { facts: FormFacts }) {
  const assessment = useAssessment(facts);
  return (
    <div className={classes.columns}>
      <AssessForm facts={facts} assessment={assessment} />
      <AnswerPanel
        answer={assessment.answer}
        isStale={assessment.answerIsStale}
        reference={assessment.reference}
        facts={facts}
      />
    </div>
  );
}
