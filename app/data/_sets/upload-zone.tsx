"use client";

import { IconUpload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { noDescription } from "@/lib/dataset/dataset-description";
import { datasetLimits } from "@/lib/dataset/dataset-limits";
import { Notice } from "../../_components/notice";
import descriptionClasses from "../_description/description.module.css";
import { DescriptionFields } from "../_description/description-fields";
import { TakingError } from "./taking-error";
import classes from "./upload-zone.module.css";
import { useUpload } from "./use-upload";

const limits = { megabytes: datasetLimits.uploadBytes / 2 ** 20, rows: datasetLimits.rows };

/** A place to drop a file on, or to choose one by hand or keyboard; says how it goes and what came of it. */
export function UploadZone({ onTaken }: { onTaken: (sha256: string) => void }) {
  const t = useTranslations("data.upload");
  const tDescription = useTranslations("dataDescription");
  const [description, setDescription] = useState(noDescription);
  const { fileName, isRunning, taken, refusal, error, send } = useUpload({
    ...{ description, onTaken },
    // The next file is another one.
    onDescribed: () => setDescription(noDescription),
  });
  const [isOver, setIsOver] = useState(false);
  const name = fileName ?? "";

  function drop(event: DragEvent): void {
    event.preventDefault();
    setIsOver(false);
    send(Array.from(event.dataTransfer.files));
  }

  function dragOver(event: DragEvent): void {
    event.preventDefault();
    setIsOver(true);
  }

  return (
    <div className={classes.upload}>
      <details className={descriptionClasses.details}>
        <summary>{tDescription("onUpload")}</summary>
        <DescriptionFields description={description} onChange={setDescription} />
      </details>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the label's input takes the keyboard. */}
      <div
        className={classes.zone}
        data-over={isOver || undefined}
        onDragOver={dragOver}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <label className={classes.choose} data-running={isRunning || undefined}>
          <IconUpload size={18} stroke={1.75} aria-hidden="true" />
          {t("choose")}
          <input
            type="file"
            accept=".csv,.arff,text/csv"
            className="visually-hidden"
            disabled={isRunning}
            onChange={(event) => {
              send(Array.from(event.target.files ?? []));
              // The same file, mended, may be chosen again.
              event.target.value = "";
            }}
          />
        </label>
        <span>{t("drop")}</span>
        <p className={classes.help}>{t("help", limits)}</p>
      </div>
      <p role="status" className={classes.status}>
        {isRunning
          ? marked(t.rich("running", untranslated({ name })))
          : taken === undefined
            ? ""
            : marked(
                t.rich(taken.alreadyKept ? "alreadyKept" : "taken", {
                  rows: taken.rows,
                  ...untranslated({ name: taken.name }),
                }),
              )}
        {!isRunning && taken?.descriptionStayed ? ` ${t("descriptionStayed")}` : ""}
      </p>
      {refusal === null ? null : (
        <div role="alert">
          <Notice tone="strong" title={t("refused")}>
            <p>{marked(t.rich(`refusal.${refusal}`, { ...limits, ...untranslated({ name }) }))}</p>
          </Notice>
        </div>
      )}
      {error === null ? null : <TakingError error={error} />}
    </div>
  );
}
