"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { ErrorNotice } from "../../../_components/error-notice";
import { Panel } from "../../../_components/panel";
import { useTRPC } from "../../../_trpc/client";
import classes from "./compare-view.module.css";
import { Comparison } from "./comparison";
import { Pickers } from "./pickers";
import { usePair } from "./use-pair";

/** Two versions, chosen here or in the address, and how they compare. */
export function CompareView() {
  const t = useTranslations("compare");
  const trpc = useTRPC();
  const { pair, isKnown, list, change } = usePair();
  const { a, b } = pair;
  const asked = a !== null && b !== null;
  const { data, error, isLoading, refetch } = useQuery(
    trpc.models.compare.queryOptions({ a: a ?? "", b: b ?? "" }, { enabled: asked }),
  );
  const done =
    data === undefined ? "" : marked(t.rich("done", untranslated({ a: data.a.version, b: data.b.version })));
  const state = isLoading ? t("loading") : done;

  return (
    <>
      <Pickers
        pair={pair}
        versions={list.versions}
        onChange={change}
        onOlder={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
      />
      {list.error === null ? null : (
        <ErrorNotice error={list.error} title={t("listFailed")} onRetry={() => void list.refetch()} />
      )}
      <p role="status" className={classes.status} data-done={done === "" ? undefined : ""}>
        {state}
      </p>
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      {isKnown && !asked ? (
        <Panel>
          <h2 className={classes.title}>{t("empty.title")}</h2>
          <p>
            {list.versions.length < 2
              ? t.rich("empty.one", {
                  link: (text) => (
                    <Link href="/models/training" prefetch={false} className={classes.link}>
                      {text}
                    </Link>
                  ),
                })
              : t("empty.choose")}
          </p>
        </Panel>
      ) : null}
      {data === undefined ? null : <Comparison comparison={data} />}
    </>
  );
}
