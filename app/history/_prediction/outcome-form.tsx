"use client";

import { Button, Radio, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { ErrorNotice } from "@/app/_components/error-notice";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { dayOf } from "@/lib/calendar";
import { outcomes } from "@/lib/outcome";
import type { Outcome, RecordedOutcome } from "@/lib/prediction";
import { optionIn } from "../_filters/option-in";
import { OutcomeConfirmation } from "./outcome-confirmation";
import classes from "./outcome-panel.module.css";
import { useRecordOutcome } from "./use-record-outcome";
import { useUnsavedWarning } from "./use-unsaved-warning";

const longestNote = 2000;

interface OutcomeFormProps {
  id: string;
  /** The outcome that holds until now. */
  recorded: RecordedOutcome | null;
}

/** Takes the outcome and a note. What was typed stays until the server has it. */
export function OutcomeForm({ id, recorded }: OutcomeFormProps) {
  const t = useTranslations("prediction.outcomeForm");
  const outcomeText = useTranslations("prediction.outcome");
  const counterId = useId();
  const group = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<Outcome | null>(null);
  const [note, setNote] = useState("");
  const timeZone = useReaderTimeZone();
  const [openedAt] = useState(() => new Date());
  const [typedDay, setTypedDay] = useState<string | null>(null);
  const observedOn = typedDay ?? dayOf(openedAt, timeZone);
  const [isNoDay, setNoDay] = useState(false);
  const day = useRef<HTMLInputElement>(null);
  const [isChoiceMissing, setChoiceMissing] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const [done, setDone] = useState("");
  const { record, isPending, error } = useRecordOutcome();
  const left = longestNote - note.trim().length;
  useUnsavedWarning(note.trim() !== "");

  function send(outcome: Outcome) {
    setConfirming(false);
    setDone("");
    const said = note.trim() === "" ? {} : { note };
    record(
      { id, outcome, ...said, ...(observedOn === "" ? {} : { observedOn }), timeZone },
      {
        onSuccess: () => {
          setChoice(null);
          setNote("");
          setDone(t("done", { outcome: outcomeText(outcome) }));
        },
      },
    );
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setChoiceMissing(choice === null);
    if (choice === null) return group.current?.querySelector("input")?.focus();
    if (left < 0) return;
    // Half a day typed reads as none, which would be recorded in silence.
    const isHalf = day.current?.validity.badInput === true;
    setNoDay(isHalf);
    if (isHalf) return day.current?.focus();
    if (recorded !== null && recorded.outcome !== choice) return setConfirming(true);
    send(choice);
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Radio.Group
        ref={group}
        label={recorded === null ? t("question") : t("correct")}
        value={choice}
        onChange={(value) => {
          setChoice(optionIn(outcomes, value));
          setChoiceMissing(false);
        }}
        error={isChoiceMissing ? t("choiceMissing") : null}
      >
        <div className={classes.choices}>
          {outcomes.map((outcome) => (
            <Radio
              key={outcome}
              value={outcome}
              size="md"
              label={outcomeText(outcome)}
              classNames={{ radio: classes.radio }}
            />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        // The zone may come a moment after the page, and today with it.
        key={timeZone}
        ref={day}
        type="date"
        label={t("observedOn")}
        description={t("observedOnHint", { timeZone })}
        defaultValue={observedOn}
        onChange={(event) => {
          setTypedDay(event.currentTarget.value);
          setNoDay(false);
        }}
        error={isNoDay ? t("dayRefused") : null}
      />
      <Textarea
        label={t("note")}
        description={t("noteHint")}
        autosize
        minRows={2}
        maxRows={12}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={left < 0}
        aria-describedby={counterId}
      />
      <p
        id={counterId}
        className={classes.counter}
        data-over={left < 0 || undefined}
        aria-live={left < 100 ? "polite" : "off"}
      >
        {left < 0 ? t("tooLong", { count: -left }) : t("left", { count: left })}
      </p>
      {error === null ? null : <ErrorNotice error={error} title={t("failed")} />}
      <div className={classes.send}>
        {/* Not disabled while it works: that would take the focus away. */}
        <Button type="submit" aria-disabled={isPending}>
          {isPending ? t("recording") : recorded === null ? t("record") : t("recordCorrection")}
        </Button>
        <span role="status">{done}</span>
      </div>
      {recorded === null || choice === null || !isConfirming ? null : (
        <OutcomeConfirmation
          recorded={recorded}
          outcome={choice}
          onConfirm={() => send(choice)}
          onClose={() => setConfirming(false)}
        />
      )}
    </form>
  );
}
