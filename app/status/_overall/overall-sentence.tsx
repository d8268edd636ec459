"use client";

import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHourglass } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Status } from "@/lib/status";
import { ActionButton } from "../../_components/action-button";
import classes from "./overall-sentence.module.css";
import { type Shown, useOverallText } from "./use-overall-text";

interface OverallSentenceProps {
  /** The latest that was heard; `undefined` before the first answer. */
  status: Status | undefined;
  /** Whether the server answered when last asked. */
  isAnswered: boolean;
  onRetry: () => void;
}

const icons = {
  asking: IconHourglass,
  well: IconCircleCheck,
  attention: IconAlertTriangle,
  down: IconCircleX,
} as const satisfies Record<Shown["state"], unknown>;

/** What all of it comes to. Told to a screen reader when it changes, and not at every look. */
export function OverallSentence({ status, isAnswered, onRetry }: OverallSentenceProps) {
  const t = useTranslations("status.overall");
  const dateText = useDateText();
  const { state, sentence, consequence } = useOverallText(status, isAnswered);
  const Icon = icons[state];
  return (
    <div className={classes.box} data-state={state}>
      <Icon size={28} stroke={1.75} aria-hidden="true" className={classes.icon} />
      <div>
        <div role="status">
          <h2 className={classes.sentence}>{sentence}</h2>
          {consequence === null ? null : <p className={classes.text}>{consequence}</p>}
        </div>
        {status === undefined ? null : (
          <p className={`${classes.at} tabular`}>
            {t(isAnswered ? "at" : "old", {
              time: dateText.timeOfMoment(status.at),
            })}
          </p>
        )}
        {isAnswered ? null : (
          <ActionButton size="small" onClick={onRetry}>
            {t("retry")}
          </ActionButton>
        )}
      </div>
    </div>
  );
}
