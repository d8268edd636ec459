"use client";

import { Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useSession } from "../../_session/use-session";
import classes from "./scope-boxes.module.css";

/** Of one's own account and session; a program has neither. */
const ofPeople = new Set(["account", "session"]);

/** The groups of operations there are, told from what an administrator may do. */
function groupsIn(operations: readonly string[]): string[] {
  const groups = new Set(operations.map((operation) => operation.split(".")[0] ?? ""));
  return [...groups].filter((group) => !ofPeople.has(group)).sort();
}

interface ScopeBoxesProps {
  chosen: readonly string[];
  onChange: (scopes: string[]) => void;
}

/** What a key is narrowed to; nothing chosen means all that its role may do. */
export function ScopeBoxes({ chosen, onChange }: ScopeBoxesProps) {
  const t = useTranslations("apiKeys");
  const groups = groupsIn(useSession()?.may ?? []);
  return (
    <fieldset className={classes.scopes}>
      <legend>{t("create.scopes")}</legend>
      <p>{t("create.scopesHint")}</p>
      <div className={classes.boxes}>
        {groups.map((group) => (
          <Checkbox
            key={group}
            size="sm"
            label={t(`scope.${group}`)}
            checked={chosen.includes(group)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, group] : chosen.filter((one) => one !== group))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
