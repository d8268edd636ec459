"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { ErrorNotice } from "@/app/_components/error-notice";
import { Panel } from "@/app/_components/panel";
import { useTRPC } from "@/app/_trpc/client";
import { AgreementTable } from "./agreement-table";
import classes from "./reader-agreement-panel.module.css";

/** How often readers and model are of one mind, and how often an answer changes one. */
export function ReaderAgreementPanel() {
  const t = useTranslations("outcomes.agreement");
  const id = useId();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.outcomes.readerAgreement.queryOptions({}));
  const isEmpty = data?.firstOpinions === 0 && data.agreed.of === 0;
  return (
    <Panel aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {t("title")}
      </h2>
      <p className={classes.text}>{t("text")}</p>
      {data === undefined && error === null ? (
        <p role="status" className={classes.text}>
          {t("loading")}
        </p>
      ) : null}
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      {data === undefined ? null : isEmpty ? <p>{t("empty")}</p> : <AgreementTable agreement={data} />}
    </Panel>
  );
}
