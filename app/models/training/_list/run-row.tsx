"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { TrainingRun } from "@/lib/training/training-run";
import classes from "./run-list.module.css";
import { RunStatus } from "./run-status";

export function RunRow({ run }: { run: TrainingRun }) {
  const t = useTranslations("training.list");
  const dateText = useDateText();
  const { trees, folds, seed } = run.request.options;
  return (
    <tr>
      <th scope="row">
        <Link href={`/models/training/${run.id}`} prefetch={false}>
          {dateText.moment(run.createdAt)}
        </Link>
      </th>
      <td>
        <RunStatus run={run} />
      </td>
      <td className={classes.name}>{run.dataset.name}</td>
      <td>{t("optionsValue", { trees, folds, seed: String(seed) })}</td>
      <td>
        <Untranslated>{run.startedBy.name}</Untranslated>
      </td>
      <td>
        {run.resultVersion === null ? (
          "–"
        ) : (
          <Link href={`/models/versions/${run.resultVersion}`} prefetch={false}>
            <code>{run.resultVersion}</code>
          </Link>
        )}
      </td>
    </tr>
  );
}
