"use client";

import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { TrainingRun } from "@/lib/training/training-run";
import { FactList } from "../../../_components/fact-list";
import { Panel } from "../../../_components/panel";
import { Untranslated } from "../../../_components/untranslated";
import view from "../_list/training-view.module.css";

const optionalOptions = ["minNumSamples", "positiveWeight", "featuresPerNode", "maxFeatures"] as const;

/** What was asked for, by whom. */
export function RunFacts({
  run: { request, dataset, startedBy, createdAt, attempts },
}: {
  run: TrainingRun;
}) {
  const t = useTranslations("training.run");
  const tForm = useTranslations("training.form");
  const dateText = useDateText();
  const { count } = useNumbers();
  const { options, outcomes, note } = request;
  return (
    <Panel aria-labelledby="facts-title">
      {/* biome-ignore lint/correctness/useUniqueElementIds: the facts are on their page once. */}
      <h2 id="facts-title" className={view.title}>
        {t("facts")}
      </h2>
      <FactList
        facts={[
          [t("base"), <Untranslated key="base">{dataset.name}</Untranslated>],
          [t("addedOutcomes"), outcomes === null ? t("none") : t("addedOutcomesValue", outcomes)],
          [t("variant"), tForm(`variant.${options.variant}`)],
          [t("trees"), count(options.trees)],
          [t("folds"), count(options.folds)],
          [t("seed"), String(options.seed)],
          ...optionalOptions.flatMap((key) => {
            const value = options[key];
            return value === undefined ? [] : [[t(key), count(value)] as const];
          }),
          ...(note === null ? [] : [[t("note"), note] as const]),
          [t("by"), <Untranslated key="by">{startedBy.name}</Untranslated>],
          [t("at"), dateText.moment(createdAt)],
          ...(attempts > 1 ? [[t("attempts"), count(attempts)] as const] : []),
        ]}
      />
    </Panel>
  );
}
