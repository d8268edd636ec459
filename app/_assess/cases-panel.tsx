"use client";

import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import { Panel } from "../_components/panel";
import { useModel } from "../_components/use-model";
import classes from "./cases-panel.module.css";
import type { useAnswerParts } from "./use-answer-parts";

interface CasesPanelProps {
  answer: Prediction;
  isStale: boolean;
  parts: ReturnType<typeof useAnswerParts>;
}

/** The known candidates like the one answered for. Asked for once the answer is there, so as not to delay it. */
export function CasesPanel({ answer, isStale, parts }: CasesPanelProps) {
  const t = useTranslations("cases");
  const model = useModel(answer.modelVersion);
  if (parts === null || "retry" in parts) return null;
  return (
    <Panel className={classes.panel} data-stale={isStale || undefined}>
      <h2 className={classes.title}>{t("title")}</h2>
      <parts.NearCases
        key={answer.id}
        features={answer.features}
        reference={model.data?.reference ?? null}
        answer="new"
      />
    </Panel>
  );
}
