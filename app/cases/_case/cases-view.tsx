"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import classes from "../../_components/managed-list.module.css";
import { CaseSearch } from "./case-search";
import { HeldCase } from "./held-case";

/** Looks a case up, and tells what is held on it. The reference lives in this page's memory and nowhere else. */
export function CasesView() {
  const t = useTranslations("caseRecords");
  const [caseReference, setCaseReference] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const message = useRef<HTMLDivElement>(null);
  const look = (reference: string) => {
    setSaid("");
    setCaseReference(reference);
  };
  const finish = (predictions: number, notes: number) => {
    flushSync(() => {
      setCaseReference(null);
      setSaid(t("erase.done", { count: predictions, notes }));
    });
    message.current?.focus();
  };
  return (
    <div className={classes.parts}>
      {/* What was pressed is gone: the focus is kept where the end of it is told. */}
      <div ref={message} tabIndex={-1} role="status" className={classes.said}>
        {said}
      </div>
      <CaseSearch onLook={look} />
      {caseReference === null ? null : (
        <HeldCase key={caseReference} caseReference={caseReference} onErased={finish} />
      )}
    </div>
  );
}
