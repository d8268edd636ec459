"use client";

import { NativeSelect } from "@mantine/core";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useId } from "react";
import { ErrorNotice } from "@/app/_components/error-notice";
import { Panel } from "@/app/_components/panel";
import { openOrders } from "@/lib/outcomes/literals";
import { useOpenOutcomes } from "./use-open-outcomes";
import classes from "./work-list.module.css";
import { WorkRows } from "./work-rows";

/** The predictions that wait for an outcome, in the order the reader works through them. */
export function WorkList() {
  const t = useTranslations("outcomes.list");
  const id = useId();
  const [order, setOrder] = useQueryState("order", parseAsStringLiteral(openOrders).withDefault("age"));
  const open = useOpenOutcomes(order);
  return (
    <Panel aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={classes.title}>
        {t("title")}
      </h2>
      <p className={classes.text}>{t("text")}</p>
      <NativeSelect
        className={classes.order}
        label={t("order")}
        value={order}
        onChange={({ currentTarget: { value } }) =>
          void setOrder(openOrders.find((one) => one === value) ?? null)
        }
        data={openOrders.map((one) => ({ value: one, label: t(`orders.${one}`) }))}
      />
      {open.error === null ? null : (
        <ErrorNotice error={open.error} title={t("failed")} onRetry={() => void open.refetch()} />
      )}
      {open.data === undefined ? (
        open.error === null ? (
          <p role="status" className={classes.loading}>
            {t("loading")}
          </p>
        ) : null
      ) : (
        <WorkRows
          key={order}
          order={order}
          predictions={open.data.pages.flatMap(({ items }) => items)}
          more={
            open.hasNextPage
              ? { isLoading: open.isFetchingNextPage, load: () => void open.fetchNextPage() }
              : null
          }
        />
      )}
    </Panel>
  );
}
