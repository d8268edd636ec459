"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { ActionButton } from "@/app/_components/action-button";
import { ErrorNotice } from "@/app/_components/error-notice";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { useMay } from "@/app/_session/use-session";
import { rowAfterKey } from "@/app/history/_table/row-after-key";
import { dayOf } from "@/lib/calendar";
import { outcomes } from "@/lib/outcome";
import type { OpenOrder } from "@/lib/outcomes/open-outcomes";
import type { Prediction } from "@/lib/prediction";
import { ObservedOnField } from "./observed-on-field";
import { useWork } from "./use-work";
import classes from "./work-list.module.css";
import { WorkRow } from "./work-row";

/** So many rows at the end of what is loaded, and the next page is asked for. */
const fewRows = 8;

interface WorkRowsProps {
  order: OpenOrder;
  predictions: readonly Prediction[];
  /** The next page; `null` where there is none. */
  more: { readonly isLoading: boolean; readonly load: () => void } | null;
}

function focusRow(list: HTMLElement | null, id: string | undefined): void {
  if (id !== undefined) list?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus();
}

/** The rows and their keys. A row whose outcome is recorded leaves, and the focus goes to the one after it. */
export function WorkRows({ order, predictions, more }: WorkRowsProps) {
  const t = useTranslations("outcomes.list");
  const outcomeText = useTranslations("prediction.outcome");
  const dateText = useDateText();
  const mayRecord = useMay("predictions.recordOutcome");
  const list = useRef<HTMLOListElement>(null);
  const empty = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  const timeZone = useReaderTimeZone();
  const [openedAt] = useState(() => new Date());
  const [typedDay, setTypedDay] = useState<string | null>();
  const observedOn = typedDay === undefined ? dayOf(openedAt, timeZone) : typedDay;
  const [chosen, setChosen] = useState<string | null>(null);

  const { work, record, takeUpAgain, error } = useWork((prediction) => {
    const index = rows.findIndex(({ id }) => id === prediction.id);
    const next = rows[index + 1] ?? rows[index - 1];
    const row = list.current?.querySelector(`[data-work="${prediction.id}"]`);
    if (row?.contains(document.activeElement)) wanted.current = next?.id ?? "";
  });
  const rows = predictions.filter(({ id }) => !work.done.has(id));
  const tabStop = rows.some(({ id }) => id === chosen) ? chosen : rows[0]?.id;
  const when = ({ createdAt }: Prediction) => dateText.moment(createdAt);

  // Once the row is gone or back: the focus must not fall out of the page.
  useEffect(() => {
    if (wanted.current === null) return;
    if (wanted.current === "") empty.current?.focus();
    else focusRow(list.current, wanted.current);
    wanted.current = null;
  });

  const isRunningOut = more !== null && !more.isLoading && rows.length < fewRows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: how to load changes with every rendering, what for does not.
  useEffect(() => {
    if (isRunningOut) more?.load();
  }, [isRunningOut]);

  function correct() {
    if (work.last === null) return;
    wanted.current = work.last.prediction.id;
    takeUpAgain();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
    const at = (event.target as HTMLElement).closest<HTMLElement>("[data-work]")?.dataset.work;
    const index = rows.findIndex(({ id }) => id === at);
    const prediction = rows[index];
    const outcome = outcomes[Number(event.key) - 1];
    const row = index === -1 ? null : rowAfterKey(event.key, index, rows.length);
    if (outcome !== undefined && prediction !== undefined) {
      if (mayRecord && observedOn !== null) void record(prediction, { outcome, observedOn, timeZone });
    } else if (event.key === "u" || event.key === "U") correct();
    else if (row !== null) focusRow(list.current, rows[row]?.id);
    else return;
    event.preventDefault();
  }

  return (
    <>
      {mayRecord ? <ObservedOnField key={timeZone} day={observedOn} onChange={setTypedDay} /> : null}
      <div className={classes.said}>
        <span role="status">
          {work.last === null ? null : (
            <span key={work.last.recorded.id}>
              {t("recorded", {
                when: when(work.last.prediction),
                outcome: outcomeText(work.last.recorded.outcome),
              })}
            </span>
          )}
          {work.returned === null ? null : <span>{t("back", { when: when(work.returned) })}</span>}
        </span>
        {work.last === null ? null : (
          <ActionButton size="small" onClick={correct}>
            {t("correct")}
          </ActionButton>
        )}
      </div>
      {error === null ? null : <ErrorNotice error={error} title={t("recordFailed")} />}
      {rows.length > 0 || more !== null ? null : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the key that takes the last row up again works here too.
        <div ref={empty} tabIndex={-1} onKeyDown={onKeyDown} className={classes.empty}>
          <h3>{t("emptyTitle")}</h3>
          <p>{t(`empty.${order}`)}</p>
        </div>
      )}
      <ol ref={list} className={classes.rows} aria-label={t("title")}>
        {rows.map((prediction) => (
          <WorkRow
            key={prediction.id}
            prediction={prediction}
            held={(work.again.get(prediction.id) ?? prediction.outcome)?.outcome ?? null}
            when={when(prediction)}
            isTabStop={prediction.id === tabStop}
            onFocus={() => setChosen(prediction.id)}
            onKeyDown={onKeyDown}
            onRecord={(outcome) => {
              if (observedOn !== null) void record(prediction, { outcome, observedOn, timeZone });
            }}
          />
        ))}
      </ol>
      {rows.length === 0 || !mayRecord ? null : <p className={classes.keys}>{t("keys")}</p>}
      {more === null ? null : (
        <ActionButton onClick={more.load} aria-disabled={more.isLoading}>
          {more.isLoading ? t("loadingMore") : t("more")}
        </ActionButton>
      )}
    </>
  );
}
