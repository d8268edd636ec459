"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import { useIntervalText } from "../_components/use-interval-text";
import { useProbabilityText } from "../_components/use-probability-text";
import { useCall } from "../_explanation/use-call";

/** Says the answer to a screen reader as soon as it is there; the reasons are left to be read. */
export function AnswerAnnouncement({ answer }: { answer: Prediction | null }) {
  const t = useTranslations("assess.answer.announcement");
  const tVerdict = useTranslations("explanation.verdict.title");
  const tStratum = useTranslations("explanation.stratum");
  const probabilityText = useProbabilityText();
  const intervalText = useIntervalText();
  const call = useCall();

  function sentences({ probability, threshold, explanation, ...others }: Prediction): string {
    const interval = explanation?.interval ?? null;
    const verdict = explanation?.support.verdict ?? "inside";
    const written = probabilityText(probability, threshold);
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

  return (
    <div role="status" className="visually-hidden">
      {/* Equal answers in a row are read out too: each is a new text node. */}
      {answer === null ? null : <span key={answer.id}>{sentences(answer)}</span>}
    </div>
  );
}
