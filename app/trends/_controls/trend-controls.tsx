"use client";

import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ActionButton } from "@/app/_components/action-button";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { isDay } from "@/lib/calendar";
import type { Trends } from "@/lib/trends/trends";
import { countedThings, defaultWindowSize, windowings } from "@/lib/trends/windows";
import classes from "./trend-controls.module.css";
import type { TrendsSearch } from "./trends-search";

const sizes = [50, 100, 200, 500, 1000, 5000];

interface TrendControlsProps {
  search: TrendsSearch;
  /** Versions that answered in the days shown, and which days there are; `undefined` until known. */
  known: Pick<Trends, "versions" | "counted"> | undefined;
  onChange: (part: Partial<TrendsSearch>) => void;
}

/** The entry of a list with this value; `null` where there is none. */
const optionOf = <T extends string>(options: readonly T[], value: string): T | null =>
  options.find((option) => option === value) ?? null;

const withChosen = <T,>(options: readonly T[], chosen: T | null): readonly T[] =>
  chosen === null || options.includes(chosen) ? options : [chosen, ...options];

/** Windows, version and days; everything applies at once and stands in the address. */
export function TrendControls({ search, known, onChange }: TrendControlsProps) {
  const t = useTranslations("trends.controls");
  const { count } = useNumbers();
  const { by, size, of, from, to, model } = search;
  const crossed = from !== null && to !== null && from > to;
  const chosenSize = size ?? defaultWindowSize;
  const day = (key: "from" | "to") => (
    <TextInput
      type="date"
      label={t(key)}
      value={search[key] ?? ""}
      min={known?.counted?.from}
      max={known?.counted?.to}
      error={key === "to" && crossed ? t("crossed") : null}
      onChange={({ currentTarget: { value } }) => {
        if (value === "") onChange({ [key]: null });
        else if (isDay(value)) onChange({ [key]: value });
      }}
    />
  );

  return (
    <search>
      <form className={classes.form} aria-label={t("label")} onSubmit={(event) => event.preventDefault()}>
        <NativeSelect
          label={t("by")}
          value={by ?? "week"}
          onChange={({ currentTarget: { value } }) => onChange({ by: optionOf(windowings, value) })}
          data={windowings.map((value) => ({ value, label: t(`windowing.${value}`) }))}
        />
        {by === "count" ? (
          <>
            <NativeSelect
              label={t("size")}
              value={String(chosenSize)}
              onChange={({ currentTarget: { value } }) => onChange({ size: Number(value) })}
              data={withChosen(sizes, chosenSize).map((value) => ({
                value: String(value),
                label: count(value),
              }))}
            />
            <NativeSelect
              label={t("of")}
              value={of ?? "outcomes"}
              onChange={({ currentTarget: { value } }) => onChange({ of: optionOf(countedThings, value) })}
              data={countedThings.map((value) => ({ value, label: t(`thing.${value}`) }))}
            />
          </>
        ) : null}
        <NativeSelect
          label={t("version")}
          value={model ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ model: value === "" ? null : value })}
          data={[
            { value: "", label: t("allVersions") },
            ...withChosen(known?.versions ?? [], model).map((value) => ({ value, label: value })),
          ]}
        />
        {day("from")}
        {day("to")}
        {from === null && to === null ? null : (
          <ActionButton onClick={() => onChange({ from: null, to: null })}>{t("allDays")}</ActionButton>
        )}
      </form>
    </search>
  );
}
