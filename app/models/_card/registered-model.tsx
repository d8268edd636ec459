"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormFacts } from "../../_assess/form-facts";
import { ErrorNotice } from "../../_components/error-notice";
import { useModel } from "../../_components/use-model";
import { useTRPC } from "../../_trpc/client";
import { CardSections } from "./card-sections";
import classes from "./current-model.module.css";

interface RegisteredModelProps {
  version: string;
  facts: FormFacts;
}

/** The card of one version, once it is there. */
export function RegisteredModel({ version, facts }: RegisteredModelProps) {
  const t = useTranslations("models");
  const trpc = useTRPC();
  const inUse = useQuery(trpc.models.current.queryOptions()).data?.version;
  const { data, error, refetch } = useModel(version);
  return (
    <div className={classes.sections}>
      {data !== undefined ? (
        <CardSections model={data} facts={facts} standing={inUse === version ? "in-use" : "version"} />
      ) : error === null ? (
        <p role="status" className={classes.loading}>
          {t("loading")}
        </p>
      ) : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
    </div>
  );
}
