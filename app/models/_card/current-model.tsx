"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormFacts } from "../../_assess/form-facts";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import { CardSections } from "./card-sections";
import classes from "./current-model.module.css";

/** The card of the model in use, once it is there. */
export function CurrentModel({ facts }: { facts: FormFacts }) {
  const t = useTranslations("models");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.models.current.queryOptions());
  return (
    <div className={classes.sections}>
      {data !== undefined ? (
        <CardSections model={data} facts={facts} standing="in-use" />
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
