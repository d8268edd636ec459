"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import classes from "./home-file-list.module.css";
import { TakingError } from "./taking-error";
import { useTaken } from "./use-taken";

/** Files that whoever runs the server has put there, each to be taken with a press. */
export function HomeFileList({ onTaken }: { onTaken: (sha256: string) => void }) {
  const t = useTranslations("data.home");
  const dateText = useDateText();
  const trpc = useTRPC();
  const take = useTaken(onTaken);
  const { data, error, refetch } = useQuery(trpc.datasets.homeFiles.queryOptions());
  const taking = useMutation(trpc.datasets.takeHomeFile.mutationOptions({ onSuccess: take }));
  if (error !== null) return <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  return (
    <details className={classes.details}>
      <summary className={classes.summary}>{t("title", { count: data.items.length + data.more })}</summary>
      <p className={classes.help}>{t("help")}</p>
      <ul className={classes.list}>
        {data.items.map(({ name, bytes, modifiedAt }) => (
          <li key={name} className={classes.item}>
            <span className={classes.name}>{name}</span>
            <span className={classes.facts}>
              {t("facts", {
                kilobytes: Math.ceil(bytes / 1000),
                date: dateText.dayOfMoment(modifiedAt),
              })}
            </span>
            <ActionButton
              size="small"
              aria-label={t("takeNamed", { name })}
              aria-disabled={taking.isPending}
              onClick={() => {
                if (!taking.isPending) taking.mutate({ name });
              }}
            >
              {t("take")}
            </ActionButton>
          </li>
        ))}
      </ul>
      {data.more === 0 ? null : <p className={classes.help}>{t("more", { more: data.more })}</p>}
      <p role="status" className={classes.help}>
        {taking.isPending ? marked(t.rich("running", untranslated({ name: taking.variables.name }))) : ""}
      </p>
      {taking.error === null ? null : <TakingError error={taking.error} />}
    </details>
  );
}
