"use client";

import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import classes from "./filter-chips.module.css";
import type { HistoryFilters } from "./prediction-filters";
import type { FilterName } from "./use-filter-names";

interface FilterChipsProps {
  names: readonly FilterName[];
  onRemove: (part: Partial<HistoryFilters>) => void;
  onClear: () => void;
}

/** The filters that are set, each with a way to take it away. */
export function FilterChips({ names, onRemove, onClear }: FilterChipsProps) {
  const t = useTranslations("history.active");
  const list = useRef<HTMLUListElement>(null);
  if (names.length === 0) return null;

  function remove(name: FilterName, index: number) {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    (buttons[index + 1] ?? buttons[index - 1])?.focus();
    onRemove({ [name.key]: null });
  }

  return (
    <ul ref={list} className={classes.chips} aria-label={t("label")}>
      {names.map((name, index) => (
        <li key={name.key}>
          <button
            type="button"
            className={classes.chip}
            onClick={() => remove(name, index)}
            title={t("remove")}
          >
            <span>{name.text}</span>
            <IconX size={14} aria-label={t("remove")} role="img" />
          </button>
        </li>
      ))}
      {names.length < 2 ? null : (
        <li>
          <button type="button" className={classes.clear} onClick={onClear}>
            {t("clear")}
          </button>
        </li>
      )}
    </ul>
  );
}
