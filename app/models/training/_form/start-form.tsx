"use client";

import { NativeSelect, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { treesToGrow } from "@/lib/training/option-limits";
import type { TrainingMaterial } from "@/lib/training/training-run";
import { ActionButton } from "../../../_components/action-button";
import { ErrorNotice } from "../../../_components/error-notice";
import { OptionFields } from "./option-fields";
import { OutcomeChoice } from "./outcome-choice";
import classes from "./start-form.module.css";
import { emptyDraft, readDraft, type TrainingDraft } from "./training-draft";
import { useStartRun } from "./use-start-run";

const longestNote = 500;

interface StartFormProps {
  material: TrainingMaterial;
  /** SHA-256 of the data set to begin with; where it is unknown or `null`, the latest. */
  first: string | null;
}

/** What is trained on, and how. The defaults are sound: one button is enough. */
export function StartForm({ material: { datasets, outcomes }, first }: StartFormProps) {
  const t = useTranslations("training.form");
  const [draft, setDraft] = useState<TrainingDraft>({ ...emptyDraft, dataset: first });
  const { start, isStarting, error } = useStartRun();
  const change = (part: Partial<TrainingDraft>) => setDraft((before) => ({ ...before, ...part }));
  const dataset = datasets.find(({ sha256 }) => sha256 === draft.dataset) ?? datasets[0];
  const { options, faults } = readDraft(draft);
  const [isOpen, setOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  if (dataset === undefined) return null;
  const include = draft.include && outcomes.added > 0 && !dataset.holdsOutcomes;

  function submit(event: FormEvent) {
    event.preventDefault();
    // What is wrong is said at its field, which may be folded away.
    if (options === null || dataset === undefined) {
      flushSync(() => setOpen(true));
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return;
    }
    const note = draft.note.trim();
    void start({
      ...{ dataset: dataset.sha256, outcomes: include ? "include" : "leave_out", options, points: [] },
      ...(note !== "" && { note }),
    });
  }

  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <NativeSelect
        className={classes.dataset}
        label={t("dataset")}
        value={dataset.sha256}
        onChange={(event) => change({ dataset: event.currentTarget.value })}
        data={datasets.map(({ sha256, name, rows, positives }) => ({
          value: sha256,
          label: t("datasetOption", { name, rows, positives }),
        }))}
      />
      <OutcomeChoice
        outcomes={outcomes}
        holdsOutcomes={dataset.holdsOutcomes}
        checked={draft.include}
        onChange={(checked) => change({ include: checked })}
      />
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={classes.summary}>{t("options")}</summary>
        <OptionFields draft={draft} faults={faults} onChange={change} />
        <Textarea
          className={classes.note}
          label={t("note.label")}
          description={t("note.help")}
          maxLength={longestNote}
          autosize
          minRows={2}
          value={draft.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </details>
      {options === null ? null : (
        <p className={classes.work}>
          {t("work", { trees: options.trees, folds: options.folds, total: treesToGrow(options) })}
        </p>
      )}
      {error === null ? null : <ErrorNotice error={error} title={t("notStarted")} />}
      <ActionButton type="submit" variant="primary" aria-disabled={isStarting}>
        {isStarting ? t("starting") : t("start")}
      </ActionButton>
    </form>
  );
}
