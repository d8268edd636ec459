"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { NamedVersion } from "@/lib/model/moves";
import { ActionButton } from "../../_components/action-button";
import { TitledPanel } from "../../_components/titled-panel";
import { May } from "../../_session/may";
import { NameBadge } from "./name-badge";
import classes from "./names.module.css";
import type { PendingMove } from "./pending-move";

interface OtherNamesProps {
  names: readonly NamedVersion[];
  onMove: (move: PendingMove) => void;
}

/** Names but the champion's, where they point and why, and the way to take one off. */
export function OtherNames({ names, onMove }: OtherNamesProps) {
  const t = useTranslations("registry.names");
  const viewText = useTranslations("registry");
  const { moment: instantText } = useDateText();
  return (
    <TitledPanel title={t("title")}>
      {names.length === 0 ? <p className={classes.explained}>{t("none")}</p> : null}
      <ul className={classes.list}>
        {names.map(({ name, version, since, by, reason }) => (
          <li key={name} className={classes.item}>
            <div>
              <NameBadge name={name} />{" "}
              {marked(
                t.rich("pointsAt", { time: instantText(since), ...untranslated({ version, name: by.name }) }),
              )}
              <p className={classes.reason}>{viewText("quoted", { text: reason })}</p>
            </div>
            <May operation="models.clear">
              <ActionButton
                size="small"
                aria-label={t("clearOf", { name, version })}
                onClick={() => onMove({ kind: "clear", name, version })}
              >
                {t("clear")}
              </ActionButton>
            </May>
          </li>
        ))}
      </ul>
    </TitledPanel>
  );
}
