"use client";

import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useTRPC } from "@/app/_trpc/client";
import classes from "./filter-form.module.css";
import type { HistoryFilters } from "./prediction-filters";

interface ModelFilterProps {
  value: string | null;
  onChange: (part: Pick<HistoryFilters, "model">) => void;
}

/** The model versions this installation has used, the latest first. */
export function ModelFilter({ value, onChange }: ModelFilterProps) {
  const t = useTranslations("history.filter");
  const dateText = useDateText();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.models.list.queryOptions({ limit: 100 }));
  const known = data?.items ?? [];
  const missing = value !== null && !known.some(({ version }) => version === value);

  return (
    <NativeSelect
      className={classes.third}
      label={t("model")}
      value={value ?? ""}
      onChange={(event) => onChange({ model: event.currentTarget.value || null })}
      data={[
        { value: "", label: t("anyModel") },
        ...(missing ? [{ value, label: value }] : []),
        ...known.map(({ version, registeredAt }) => ({
          value: version,
          label: t("modelSince", {
            version,
            date: dateText.dayOfMoment(registeredAt),
          }),
        })),
      ]}
    />
  );
}
