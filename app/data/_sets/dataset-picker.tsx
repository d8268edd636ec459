"use client";

import { NativeSelect } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { StoredDataset } from "@/lib/dataset/stored-dataset";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import classes from "./dataset-picker.module.css";

interface DatasetPickerProps {
  /** SHA-256 of the set that is looked at; `null` while none is known. */
  chosen: string | null;
  /** SHA-256 of the data of the model in use; `null` while it is not known. */
  champions: string | null;
  onChoose: (sha256: string) => void;
}

/** The data sets known here: that of the model in use first, then the latest. */
export function DatasetPicker({ chosen, champions, onChoose }: DatasetPickerProps) {
  const t = useTranslations("data.sets");
  const dateText = useDateText();
  const trpc = useTRPC();
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const pages = useQueries({
    queries: cursors.map((cursor) => trpc.datasets.list.queryOptions({ limit: 100, cursor })),
  });
  const last = pages.at(-1);
  const failed = pages.find(({ error }) => error !== null);
  const nextCursor = last?.data?.nextCursor ?? null;
  const items = pages.flatMap(({ data }) => data?.items ?? []);
  const others = items.filter(({ sha256 }) => sha256 !== champions);
  const ofModel = items.find(({ sha256 }) => sha256 === champions);
  const isListed = chosen === null || chosen === champions || others.some(({ sha256 }) => sha256 === chosen);
  const option = ({ sha256, name, rows, createdAt }: StoredDataset) => (
    <option key={sha256} value={sha256}>
      {t("option", { name, rows, date: dateText.dayOfMoment(createdAt) })}
    </option>
  );

  return (
    <div className={classes.picker}>
      <NativeSelect
        label={t("label")}
        className={classes.select}
        value={chosen ?? ""}
        onChange={(event) => onChoose(event.target.value)}
      >
        {champions === null ? null : (
          <option value={champions}>
            {ofModel === undefined
              ? t("ofModelAlone")
              : t("ofModel", { name: ofModel.name, rows: ofModel.rows })}
          </option>
        )}
        {isListed ? null : <option value={chosen}>{t("notListed", { start: chosen.slice(0, 12) })}</option>}
        {others.map(option)}
      </NativeSelect>
      {nextCursor === null ? null : (
        <ActionButton size="small" onClick={() => setCursors([...cursors, nextCursor])}>
          {t("older")}
        </ActionButton>
      )}
      {failed?.error ? (
        <div className={classes.failed}>
          <ErrorNotice error={failed.error} title={t("listFailed")} onRetry={() => void failed.refetch()} />
        </div>
      ) : null}
    </div>
  );
}
