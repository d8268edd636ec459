"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import { useIntervalText } from "../_components/use-interval-text";
import { AnswerNumbers } from "../_explanation/answer-numbers";
import { useCall } from "../_explanation/use-call";
import { useNumbers } from "../_numbers/use-numbers";

/** Says the answer to a screen reader as soon as it is there; the reasons are left to be read. */
export function AnswerAnnouncement({ answer }: { answer: Prediction | null }) {
  return (
    <div role="status" className="visually-hidden">
      {answer === null ? null : (
        <AnswerNumbers prediction={answer}>
          {/* Equal answers in a row are read out too: each is a new text node. */}
          <Sentences key={answer.id} answer={answer} />
        </AnswerNumbers>
      )}
    </div>
  );
}

function Sentences({ answer }: { answer: Prediction }) {
  const t = useTranslations("assess.answer.announcement");
  const tVerdict = useTranslations("explanation.verdict.title");
  const tStratum = useTranslations("explanation.stratum");
  const { percent } = useNumbers();
  const intervalText = useIntervalText();
  const call = useCall();

  function sentences({ probability, explanation, ...others }: Prediction): string {
    const interval = explanation?.interval ?? null;
    const verdict = explanation?.support.verdict ?? "inside";
    const written = percent(probability);
    const figures =
      interval === null
        ? t("probability", { probability: written })
        : t("withInterval", { probability: written, interval: intervalText(interval) });
    const words = [
      t("sentence", { text: call({ explanation, ...others }) }),
      ...(verdict === "inside" ? [] : [t("sentence", { text: tVerdict(verdict) })]),
      ...(explanation?.stratum === "all_at_minimum" ? [t("sentence", { text: tStratum("allTitle") })] : []),
    ];
    // Where the figures are not to be relied on, that is to be heard before them.
    return (verdict === "outside" ? [...words, figures] : [figures, ...words]).join(" ");
  }

  return <span>{sentences(answer)}</span>;
}
