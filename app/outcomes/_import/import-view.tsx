"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ErrorNotice } from "@/app/_components/error-notice";
import { Panel } from "@/app/_components/panel";
import { asTyped, marked, untranslated } from "@/app/_components/untranslated";
import { FilePicker } from "./file-picker";
import classes from "./import.module.css";
import { PreviewSection } from "./preview-section";
import { TemplateLink } from "./template-link";
import { useImport } from "./use-import";

/** Choose a file, see what it would do, have it done. */
export function ImportView() {
  const t = useTranslations("outcomes.import");
  const { state, choose, order, write, isWriting, error } = useImport();
  const result = useRef<HTMLHeadingElement>(null);
  const { step } = state;

  // What the reader waited for takes the focus, or a screen reader would stay silent about it.
  useEffect(() => {
    if (step === "done") result.current?.focus();
  }, [step]);

  return (
    <div className={classes.sections}>
      <Panel>
        <p className={classes.columns}>{t.rich("columns", asTyped)}</p>
        <TemplateLink />
        <FilePicker
          label={step === "choosing" ? t("choose") : t("another")}
          onChoose={(file) => void choose(file)}
        />
        <p role="status" className={classes.said}>
          {step === "reading" ? marked(t.rich("reading", untranslated({ name: state.name }))) : null}
        </p>
        {step === "unusable" ? (
          <p role="alert" className={classes.refused}>
            {marked(t.rich(state.why, untranslated({ name: state.name })))}
          </p>
        ) : null}
        {error === null ? null : (
          <ErrorNotice error={error} title={step === "previewed" ? t("recordFailed") : t("failed")} />
        )}
      </Panel>
      {step === "previewed" ? (
        <PreviewSection
          key={`${state.preview.fileSha256} ${state.dateOrder}`}
          name={state.file.name}
          preview={state.preview}
          dateOrder={state.dateOrder ?? null}
          isWriting={isWriting}
          onOrder={order}
          onWrite={write}
        />
      ) : null}
      {step === "done" ? (
        <Panel>
          <h2 ref={result} tabIndex={-1} className={classes.title}>
            {t("done")}
          </h2>
          <p>{t("result", { ...state.result.counts })}</p>
          <Link href="/history" className={classes.link}>
            {t("history")}
          </Link>
        </Panel>
      ) : null}
    </div>
  );
}
