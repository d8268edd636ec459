"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { ActionButton } from "@/app/_components/action-button";
import { Panel } from "@/app/_components/panel";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ImportCounts, ImportPreview } from "@/lib/outcomes/import-outcomes";
import type { DateOrder } from "@/lib/outcomes/literals";
import { DateOrderChoice } from "./date-order-choice";
import { FaultTable } from "./fault-table";
import classes from "./import.module.css";
import { LineTable } from "./line-table";
import { ReadAs } from "./read-as";

interface PreviewSectionProps {
  name: string;
  preview: ImportPreview;
  /** What dates are said to mean that may be either. */
  dateOrder: DateOrder | null;
  isWriting: boolean;
  onOrder: (order: DateOrder) => void;
  onWrite: (faultyLines: "refuse" | "leave_out") => void;
}

const counted = ["new", "corrections", "unchanged", "blank", "faulty"] as const;

/** Why nothing would be recorded. */
function emptiness({
  faulty,
  unchanged,
}: ImportCounts): "nothing" | "nothingGood" | "nothingElse" | "nothingFilledIn" {
  if (faulty > 0) return unchanged > 0 ? "nothingElse" : "nothingGood";
  return unchanged > 0 ? "nothing" : "nothingFilledIn";
}

/** What the file would do, and the button that has it done. */
export function PreviewSection(props: PreviewSectionProps) {
  const { name, preview, dateOrder, isWriting, onOrder, onWrite } = props;
  const t = useTranslations("outcomes.import");
  const outcomeText = useTranslations("prediction.outcome");
  const { count } = useNumbers();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isLeftOut, setLeftOut] = useState(false);
  const { counts, corrections, ignoredColumns, faults, lines } = preview;
  const writes = counts.new + counts.corrections;
  const isRefused = counts.faulty > 0 && !isLeftOut;

  useEffect(() => heading.current?.focus(), []);

  return (
    <Panel aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} className={classes.title}>
        {marked(t.rich("preview", untranslated({ name })))}
      </h2>
      <dl className={classes.counts}>
        {counted.map((key) => (
          <div key={key} data-faulty={(key === "faulty" && counts.faulty > 0) || undefined}>
            <dt>{t(`count.${key}`)}</dt>
            <dd className="tabular">{count(counts[key])}</dd>
          </div>
        ))}
      </dl>
      <ReadAs reading={preview.reading} />
      {ignoredColumns.length === 0 ? null : <p>{t("ignored", { columns: ignoredColumns.join(", ") })}</p>}
      {corrections.length === 0 ? null : (
        <>
          <h3 className={classes.subtitle}>{t("corrections")}</h3>
          <ul>
            {corrections.map(({ from, to, lines: lineCount }) => (
              <li key={`${from} ${to}`}>
                {from === to
                  ? t("correctionSame", { to: outcomeText(to), lines: lineCount })
                  : t("correction", { from: outcomeText(from), to: outcomeText(to), lines: lineCount })}
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.reading.datesAreAmbiguous ? <DateOrderChoice chosen={dateOrder} onChoose={onOrder} /> : null}
      {faults.length === 0 ? null : <FaultTable faults={faults} faultyLines={counts.faulty} />}
      {lines.length === 0 ? null : <LineTable lines={lines} />}
      {counts.faulty === 0 || writes === 0 ? null : (
        <label className={classes.leaveOut}>
          <input
            type="checkbox"
            checked={isLeftOut}
            onChange={({ currentTarget }) => setLeftOut(currentTarget.checked)}
          />
          {t("leaveOut", { count: counts.faulty })}
        </label>
      )}
      {writes === 0 ? (
        <p className={classes.said}>{t(emptiness(counts))}</p>
      ) : (
        <>
          {isRefused ? <p id={`${id}-refused`}>{t("refused")}</p> : null}
          <ActionButton
            variant="primary"
            disabled={isRefused}
            aria-disabled={isWriting || undefined}
            aria-describedby={isRefused ? `${id}-refused` : undefined}
            onClick={() => onWrite(isLeftOut ? "leave_out" : "refuse")}
          >
            {isWriting ? t("recording") : t("record", { count: writes })}
          </ActionButton>
        </>
      )}
    </Panel>
  );
}
