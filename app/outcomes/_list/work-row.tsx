"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { ActionButton } from "@/app/_components/action-button";
import { CallMark } from "@/app/_components/call-mark";
import { marked, untranslated } from "@/app/_components/untranslated";
import { May } from "@/app/_session/may";
import { ProbabilityCell } from "@/app/history/_table/probability-cell";
import { SourceMark } from "@/app/history/_table/source-mark";
import { VerdictMark } from "@/app/history/_table/verdict-mark";
import { outcomes } from "@/lib/outcome";
import type { Outcome, Prediction } from "@/lib/prediction";
import classes from "./work-list.module.css";

interface WorkRowProps {
  prediction: Prediction;
  /** What is recorded so far. */
  held: Outcome | null;
  when: string;
  /** Whether the Tab key stops at its link; the arrows walk the other rows. */
  isTabStop: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onRecord: (outcome: Outcome) => void;
}

/** One open prediction, with the three things it may have turned out to be. */
export function WorkRow({ prediction, held, when, isTabStop, onRecord, ...handlers }: WorkRowProps) {
  const t = useTranslations("outcomes.list");
  const outcomeText = useTranslations("prediction.outcome");
  const opinionText = useTranslations("review.opinion");
  const { id, createdAt, caseReference, caseReferenceState, firstOpinion, source } = prediction;
  return (
    <li data-work={id} className={classes.row} {...handlers}>
      <div className={classes.what}>
        <Link
          href={`/history/${id}`}
          prefetch={false}
          className={classes.when}
          data-row={id}
          tabIndex={isTabStop ? 0 : -1}
        >
          <time dateTime={createdAt} className="tabular">
            {when}
          </time>
        </Link>
        <span className={classes.dim}>
          {caseReference === null
            ? t(caseReferenceState === "none" ? "noCase" : "unreadableCase")
            : marked(t.rich("case", untranslated({ caseReference })))}
        </span>
        {source === "seed" ? <SourceMark source={source} /> : null}
      </div>
      <div className={classes.call}>
        <CallMark label={prediction.label} />
        <VerdictMark explanation={prediction.explanation} />
        {firstOpinion === null ? null : (
          <span className={classes.tag}>{t("opinion", { opinion: opinionText(firstOpinion) })}</span>
        )}
        {held === null ? null : (
          <span className={classes.tag}>{t("held", { outcome: outcomeText(held) })}</span>
        )}
      </div>
      <ProbabilityCell {...prediction} />
      <May operation="predictions.recordOutcome">
        <fieldset className={classes.choices} aria-label={t("choices", { when })}>
          {outcomes.map((outcome, index) => (
            <ActionButton
              key={outcome}
              size="small"
              tabIndex={isTabStop ? 0 : -1}
              aria-keyshortcuts={String(index + 1)}
              onClick={() => onRecord(outcome)}
            >
              <span className={classes.key} aria-hidden="true">
                {index + 1}
              </span>{" "}
              {outcomeText(outcome)}
            </ActionButton>
          ))}
        </fieldset>
      </May>
    </li>
  );
}
