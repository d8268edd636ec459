"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Prediction } from "@/lib/prediction";
import { Panel } from "../_components/panel";
import { Answer } from "./answer";
import { AnswerAnnouncement } from "./answer-announcement";
import { AnswerEmpty } from "./answer-empty";
import classes from "./answer-panel.module.css";
import type { useAnswerParts } from "./use-answer-parts";

interface AnswerPanelProps {
  answer: Prediction | null;
  isStale: boolean;
  parts: ReturnType<typeof useAnswerParts>;
}

/** High enough on the screen that what stands under it is seen too. */
function isInView(heading: HTMLElement): boolean {
  const { top } = heading.getBoundingClientRect();
  return top >= 0 && top < window.innerHeight * 0.4;
}

export function AnswerPanel({ answer, isStale, parts }: AnswerPanelProps) {
  const t = useTranslations("assess.answer");
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(answer?.id);

  // Beside the form the answer is seen without losing one's place; below it, the reader is taken there.
  useEffect(() => {
    if (answer === null || answer.id === shown.current) return;
    shown.current = answer.id;
    if (heading.current === null) return;
    const isSeen = isInView(heading.current);
    // The question for an opinion goes with its answer, and the focus that was in it.
    const isFocusLost = document.activeElement === document.body;
    if (!isSeen || isFocusLost) heading.current.focus({ preventScroll: true });
    if (!isSeen) heading.current.scrollIntoView({ block: "start" });
  }, [answer]);

  return (
    <Panel className={classes.panel}>
      <h2 ref={heading} tabIndex={-1} className={classes.title}>
        {t("title")}
      </h2>
      <AnswerAnnouncement answer={answer} />
      {answer === null ? (
        <AnswerEmpty />
      ) : (
        <>
          {isStale ? (
            <p className={classes.stale} role="status">
              {t("stale")}
            </p>
          ) : null}
          <div data-stale={isStale || undefined} className={classes.answer}>
            <Answer key={answer.id} answer={answer} parts={parts} />
          </div>
        </>
      )}
    </Panel>
  );
}
