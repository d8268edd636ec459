"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "../../../_components/action-button";
import classes from "./pickers.module.css";
import type { ListedVersion, Pair } from "./version-groups";
import { VersionPicker } from "./version-picker";

interface PickersProps {
  pair: Pair;
  versions: readonly ListedVersion[];
  onChange: (pair: Partial<Pair>) => void;
  /** Undefined where all versions are listed. */
  onOlder: (() => void) | undefined;
}

/** Which two versions to compare, and a way to change sides. */
export function Pickers({ pair, versions, onChange, onOlder }: PickersProps) {
  const t = useTranslations("compare.picker");
  const { a, b } = pair;
  return (
    <fieldset className={classes.pickers}>
      <legend className="visually-hidden">{t("legend")}</legend>
      <VersionPicker
        side="a"
        value={a}
        other={b}
        versions={versions}
        onChange={(version) => onChange({ a: version })}
      />
      <div className={classes.swap}>
        <ActionButton onClick={() => onChange({ a: b, b: a })} disabled={a === null || b === null}>
          {t("swap")}
        </ActionButton>
      </div>
      <VersionPicker
        side="b"
        value={b}
        other={a}
        versions={versions}
        onChange={(version) => onChange({ b: version })}
      />
      {onOlder === undefined ? null : (
        <div className={classes.older}>
          <ActionButton size="small" onClick={onOlder}>
            {t("older")}
          </ActionButton>
        </div>
      )}
    </fieldset>
  );
}
