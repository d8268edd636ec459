"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { ErrorNotice } from "../../../_components/error-notice";
import { Panel } from "../../../_components/panel";
import { useTRPC } from "../../../_trpc/client";
import view from "../_list/training-view.module.css";
import { ResultFigures } from "./result-figures";
import classes from "./run-result.module.css";

interface RunResultProps {
  version: string;
  /** It was in the registry before the run. */
  existed: boolean;
}

/** The version that a run has made, with its main figures, and where to go with it. */
export function RunResult({ version, existed }: RunResultProps) {
  const t = useTranslations("training.result");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.models.byVersion.queryOptions({ version }));
  const current = useQuery(trpc.models.current.queryOptions()).data?.version;
  return (
    <Panel aria-labelledby="result-title">
      {/* biome-ignore lint/correctness/useUniqueElementIds: the result is on its page once. */}
      <h2 id="result-title" className={view.title}>
        {t("title")}
      </h2>
      <p className={classes.version}>
        <Link href={`/models/versions/${version}`} prefetch={false}>
          {marked(t.rich("version", untranslated({ version })))}
        </Link>
      </p>
      {existed ? <p>{t("existed")}</p> : null}
      {data !== undefined ? (
        <ResultFigures evaluation={data.card.evaluation.distinct} />
      ) : error === null ? (
        <p role="status">{t("loading")}</p>
      ) : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      <p>{current === version ? t("inUse") : t("notPromoted")}</p>
      <ul className={classes.links}>
        {current === undefined || current === version ? null : (
          <li>
            <Link href={`/models/compare?a=${current}&b=${version}`} prefetch={false}>
              {t("compare")}
            </Link>
          </li>
        )}
        <li>
          <Link href="/models/versions" prefetch={false}>
            {t("versions")}
          </Link>
        </li>
      </ul>
    </Panel>
  );
}
