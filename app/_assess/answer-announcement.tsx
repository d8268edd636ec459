"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import { useProbabilityText } from "../_components/use-probability-text";

/** Says the answer to a screen reader as soon as it is there. */
export function AnswerAnnouncement({ answer }: { answer: Prediction | null }) {
  const t = useTranslations("assess.answer");
  const probabilityText = useProbabilityText();
  return (
    <div role="status" className="visually-hidden">
      {answer === null ? null : (
        // Equal answers in a row are read out too: each is a new text node.
        <span key={answer.id}>
          {t("announcement", {
            probability: probabilityText(answer.probability, answer.threshold),
            call: t(`call.${answer.label}`),
          })}
        </span>
      )}
    </div>
  );
}
