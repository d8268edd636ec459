"use client";

import { useTranslations } from "next-intl";
import type { NamedVersion } from "@/lib/model/moves";
import { ActionButton } from "../../_components/action-button";
import classes from "./names.module.css";
import type { PendingMove } from "./pending-move";
import { TitledPanel } from "./titled-panel";
import { useInstantText } from "./use-instant-text";
import { useReasonText } from "./use-reason-text";

interface ChampionPanelProps {
  champion: NamedVersion;
  onMove: (move: PendingMove) => void;
}

/** The version that answers, since when, by whom and why, and the way back. */
export function ChampionPanel({ champion, onMove }: ChampionPanelProps) {
  const t = useTranslations("registry.champion");
  const reasonText = useReasonText();
  const instantText = useInstantText();
  const { version, previous, since, by } = champion;
  return (
    <TitledPanel title={t("title")}>
      <p className={classes.champion}>
        {t.rich("since", {
          strong: (chunks) => <strong>{chunks}</strong>,
          version,
          time: instantText(since),
          name: by.name,
        })}
      </p>
      <p className={classes.reason}>{t("reason", { reason: reasonText(champion) })}</p>
      <p className={classes.explained}>{t("explained")}</p>
      {previous === null ? (
        <p className={classes.explained}>{t("first")}</p>
      ) : (
        <ActionButton onClick={() => onMove({ kind: "rollBack", version: previous, champion: version })}>
          {t("rollBack", { version: previous })}
        </ActionButton>
      )}
    </TitledPanel>
  );
}
