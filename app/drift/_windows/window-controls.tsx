"use client";

import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { driftWindowings } from "@/lib/drift/drift-limits";
import type { AskDrift, DriftWindowing } from "@/lib/drift/drift-report";
import type { WindowSearch } from "./use-window-search";
import classes from "./window-controls.module.css";
import { windowSizes } from "./window-search";

interface WindowControlsProps {
  ask: AskDrift;
  onChange: WindowSearch["change"];
}

/** How candidates are put together to windows, and up to which day. */
export function WindowControls({ ask, onChange }: WindowControlsProps) {
  const t = useTranslations("drift.windows");
  const { count } = useNumbers();
  return (
    <fieldset className={classes.controls}>
      <legend className="visually-hidden">{t("label")}</legend>
      <NativeSelect
        label={t("by")}
        value={ask.by}
        onChange={(event) => onChange({ by: event.currentTarget.value as DriftWindowing })}
        data={driftWindowings.map((by) => ({ value: by, label: t(`windowing.${by}`) }))}
      />
      {ask.by === "count" ? (
        <NativeSelect
          label={t("size")}
          value={String(ask.size)}
          onChange={(event) => onChange({ size: Number(event.currentTarget.value) })}
          data={windowSizes.map((size) => ({
            value: String(size),
            label: t("candidates", { count: count(size) }),
          }))}
        />
      ) : null}
      <TextInput
        type="date"
        label={t("to")}
        value={ask.to ?? ""}
        onChange={(event) => onChange({ to: event.currentTarget.value || null })}
      />
    </fieldset>
  );
}
