"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { ErrorNotice } from "@/app/_components/error-notice";
import { ReferenceStrip } from "@/app/_components/reference-strip";
import { useValueText } from "@/app/_components/use-value-text";
import { useTRPC } from "@/app/_trpc/client";
import { type Features, featureKeys } from "@/lib/features";
import classes from "./feature-list.module.css";
import { featuresOutside } from "./features-outside";

interface FeatureListProps {
  features: Features;
  modelVersion: string;
}

/** Each input where it lies among the candidates that the model of this prediction was made from. */
export function FeatureList({ features, modelVersion }: FeatureListProps) {
  const t = useTranslations("prediction.inputs");
  const label = useTranslations("features");
  const format = useFormatter();
  const valueText = useValueText();
  const trpc = useTRPC();
  const model = useQuery(
    trpc.models.byVersion.queryOptions(
      { version: modelVersion },
      // A version never changes.
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const reference = model.data?.reference;
  const outside = reference === undefined ? [] : featuresOutside(reference, features);

  return (
    <>
      {outside.length === 0 ? null : (
        <p className={classes.warning}>
          {t("outside", {
            count: outside.length,
            names: format.list(outside.map((key) => label(`${key}.label`))),
          })}
        </p>
      )}
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
