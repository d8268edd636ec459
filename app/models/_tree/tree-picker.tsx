"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ActionButton } from "../../_components/action-button";
import classes from "./tree-picker.module.css";

interface TreePickerProps {
  /** Counted from 1. */
  tree: number;
  trees: number;
  onChoose: (tree: number) => void;
}

/** Which tree: by number, one on or back, or any. */
export function TreePicker({ tree, trees, onChoose }: TreePickerProps) {
  const t = useTranslations("models.tree");
  const id = useId();
  // What is being typed, while it is no tree's number.
  const [typed, setTyped] = useState<string | null>(null);
  function choose(chosen: number) {
    setTyped(null);
    onChoose(chosen);
  }
  function type(text: string) {
    const number = Number(text);
    if (text !== "" && Number.isInteger(number) && number >= 1 && number <= trees) choose(number);
    else setTyped(text);
  }
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {t("number", { trees })}
      </label>
      <div className={classes.row}>
        <ActionButton size="small" disabled={tree <= 1} onClick={() => choose(tree - 1)}>
          {t("previous")}
        </ActionButton>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed ?? String(tree)}
          aria-invalid={typed !== null || undefined}
          aria-describedby={`${id}-refused`}
          className={`${classes.input} tabular`}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
        />
        <ActionButton size="small" disabled={tree >= trees} onClick={() => choose(tree + 1)}>
          {t("next")}
        </ActionButton>
        <ActionButton size="small" onClick={() => choose(1 + Math.floor(Math.random() * trees))}>
          {t("random")}
        </ActionButton>
      </div>
      <p id={`${id}-refused`} className={classes.refused} aria-live="polite">
        {typed === null ? null : t("numberRefused", { trees })}
      </p>
    </div>
  );
}
