"use client";

import { useTranslations } from "next-intl";
import { ErrorNotice } from "@/app/_components/error-notice";
import { ReferenceStrip } from "@/app/_components/reference-strip";
import { useModel } from "@/app/_components/use-model";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { type Features, featureKeys } from "@/lib/features";
import classes from "./feature-list.module.css";

interface FeatureListProps {
  features: Features;
  modelVersion: string;
}

/** Each input where it lies among the candidates that the model of this prediction was made from. */
export function FeatureList({ features, modelVersion }: FeatureListProps) {
  const t = useTranslations("prediction.inputs");
  const label = useTranslations("features");
  const { value: valueText } = useNumbers();
  const model = useModel(modelVersion);
  const reference = model.data?.reference;

  return (
    <>
      {model.error === null ? null : (
        <div className={classes.failed}>
          <ErrorNotice
            error={model.error}
            title={t("referenceFailed")}
            onRetry={() => void model.refetch()}
          />
        </div>
      )}
      <dl className={classes.list}>
        {featureKeys.map((key) => {
          const distribution = reference?.features.find(({ feature }) => feature === key);
          return (
            <div key={key} className={classes.item}>
              <dt className={classes.name}>{label(`${key}.label`)}</dt>
              <dd className={`${classes.value} tabular`}>{valueText(features[key])}</dd>
              <dd className={classes.strip} data-missing={model.error !== null || undefined}>
                {reference === undefined || distribution === undefined ? null : (
                  <ReferenceStrip
                    reference={distribution}
                    candidates={reference.rows}
                    value={features[key]}
                  />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {reference === undefined ? null : (
        <p className={classes.legend}>{t("legend", { candidates: reference.rows })}</p>
      )}
    </>
  );
}
