"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { CallMark } from "@/app/_components/call-mark";
import { Untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { Prediction } from "@/lib/prediction";
import classes from "./prediction-table.module.css";
import { ProbabilityCell } from "./probability-cell";
import { SourceMark } from "./source-mark";
import { VerdictMark } from "./verdict-mark";

interface PredictionRowProps {
  prediction: Prediction;
  /** Whether the Tab key stops here; the arrows walk the other rows. */
  isTabStop: boolean;
  onFocus: () => void;
  onOpen: () => void;
}

/** One prediction. Its time is a link that covers the whole row. */
export function PredictionRow({ prediction, isTabStop, onFocus, onOpen }: PredictionRowProps) {
  const t = useTranslations("history.column");
  const outcomeText = useTranslations("prediction.outcome");
  const dateText = useDateText();
  const { id, createdAt, caseReference, caseReferenceState, outcome } = prediction;

  return (
    <tr className={classes.row}>
      <th scope="row" className={classes.when}>
        <Link
          href={`/history/${id}`}
          prefetch={false}
          className={classes.link}
          data-row={id}
          tabIndex={isTabStop ? 0 : -1}
          onFocus={onFocus}
          onClick={onOpen}
        >
          <time dateTime={createdAt} className="tabular">
            {dateText.moment(createdAt)}
          </time>
        </Link>
      </th>
      <td className={classes.caseReference} data-empty={caseReferenceState === "none" || undefined}>
        <span className={classes.cellLabel}>{t("caseReference")}</span>
        {caseReference === null ? (
          t(caseReferenceState === "none" ? "none" : "unreadable")
        ) : (
          <Untranslated>{caseReference}</Untranslated>
        )}
      </td>
      <td className={classes.call}>
        <CallMark label={prediction.label} />
        <VerdictMark explanation={prediction.explanation} />
      </td>
      <td className={classes.probability}>
        <ProbabilityCell {...prediction} />
      </td>
      <td className={classes.outcome}>
        <span className={classes.cellLabel}>{t("outcome")}</span>
        <span data-pending={outcome === null || undefined} className={classes.outcomeText}>
          {outcomeText(outcome?.outcome ?? "pending")}
        </span>
      </td>
      <td className={classes.model}>
        <span className={classes.cellLabel}>{t("model")}</span>
        <code>{prediction.modelVersion}</code>
      </td>
      <td className={classes.source}>
        <SourceMark source={prediction.source} />
      </td>
      <td className={classes.by}>
        <span className={classes.cellLabel}>{t("by")}</span>
        <Untranslated>{prediction.createdBy.name}</Untranslated>
      </td>
    </tr>
  );
}
