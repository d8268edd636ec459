"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import classes from "./current-model.module.css";
import { Identity } from "./identity";
import { Making } from "./making";
import { Purpose } from "./purpose";
import { Quality } from "./quality";
import { Versions } from "./versions";

/** The card of the model in use, and the versions this database has seen. */
export function CurrentModel() {
  const t = useTranslations("models");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.models.current.queryOptions());
  if (data === undefined) {
    return (
      <div className={classes.sections}>
        {error === null ? (
          <p role="status" className={classes.loading}>
            {t("loading")}
          </p>
        ) : (
          <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
        )}
      </div>
    );
  }
  return (
    <div className={classes.sections}>
      <Identity model={data} />
      <Purpose />
      <Quality card={data.card} />
      <Making card={data.card} />
      <Versions current={data.version} />
    </div>
  );
}
