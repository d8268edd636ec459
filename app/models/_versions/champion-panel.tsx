"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { NamedVersion } from "@/lib/model/moves";
import { ActionButton } from "../../_components/action-button";
import { TitledPanel } from "../../_components/titled-panel";
import { May } from "../../_session/may";
import classes from "./names.module.css";
import type { PendingMove } from "./pending-move";
import { useReasonText } from "./use-reason-text";

interface ChampionPanelProps {
  champion: NamedVersion;
  onMove: (move: PendingMove) => void;
}

/** The version that answers, since when, by whom and why, and the way back. */
export function ChampionPanel({ champion, onMove }: ChampionPanelProps) {
  const t = useTranslations("registry.champion");
  const reasonText = useReasonText();
  const { moment: instantText } = useDateText();
  const { version, previous, since, by } = champion;
  return (
    <TitledPanel title={t("title")}>
      <p className={classes.champion}>
        {marked(
          t.rich("since", {
            strong: (chunks) => <strong>{chunks}</strong>,
            time: instantText(since),
            ...untranslated({ version, name: by.name }),
          }),
        )}
      </p>
      <p className={classes.reason}>{t("reason", { reason: reasonText(champion) })}</p>
      <p className={classes.explained}>{t("explained")}</p>
      {previous === null ? (
        <p className={classes.explained}>{t("first")}</p>
      ) : (
        <May operation="models.rollBack">
          <ActionButton onClick={() => onMove({ kind: "rollBack", version: previous, champion: version })}>
            {marked(t.rich("rollBack", untranslated({ version: previous })))}
          </ActionButton>
        </May>
      )}
    </TitledPanel>
  );
}
