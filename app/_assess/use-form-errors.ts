"use client";

import type { TRPCClientErrorLike } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import type { FeatureKey } from "@/lib/features";
import type { AppRouter } from "@/server/trpc/root";
import type { FieldIssue } from "./check-draft";
import type { FieldName } from "./field-id";
import type { FormFacts } from "./form-facts";

export interface FormError {
  readonly field: FieldName;
  /** A whole sentence that names the field. */
  readonly message: string;
}

interface FormErrorSources {
  facts: FormFacts;
  issues: readonly FieldIssue[];
  isOpinionMissing: boolean;
  refusal: TRPCClientErrorLike<AppRouter> | null;
}

/** Which faults to speak of now: those of fields the reader has left, and after an attempt to send, all. */
export function useFormErrors({ facts, issues, isOpinionMissing, refusal }: FormErrorSources) {
  const t = useTranslations("assess");
  const tFeatures = useTranslations("features");
  const [attempts, setAttempts] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<FeatureKey>>(new Set());

  const own = useMemo(
    () =>
      issues
        .filter(({ field, fault }) => attempts > 0 || (fault !== "required" && left.has(field)))
        .map(({ field, fault, text }): FormError => {
          const values = { field: tFeatures(`${field}.label`), text, limit: facts.limit };
          return { field, message: t(`fault.${fault}`, values) };
        }),
    [issues, attempts, left, facts, t, tFeatures],
  );

  const fromServer = useMemo(
    () =>
      (refusal?.data?.problem.issues ?? []).flatMap(({ field, message }): FormError[] => {
        const name = field?.split(".").at(-1);
        if (name === "caseReference") return [{ field: name, message: t("caseReference.refused") }];
        const feature = facts.features.find(({ key }) => key === name);
        return feature === undefined ? [] : [{ field: feature.key, message }];
      }),
    [refusal, facts, t],
  );

  const all = useMemo(() => {
    const opinion: FormError[] =
      attempts > 0 && isOpinionMissing ? [{ field: "firstOpinion", message: t("secondReader.missing") }] : [];
    return [...own, ...opinion, ...fromServer];
  }, [own, attempts, isOpinionMissing, fromServer, t]);
  return {
    byField: useMemo(() => new Map(all.map(({ field, message }) => [field, message])), [all]),
    /** For the summary: only after an attempt to send. */
    summed: attempts > 0 ? all : fromServer,
    attempts,
    noteAttempt: useCallback(() => setAttempts((count) => count + 1), []),
    noteLeft: useCallback((field: FeatureKey) => setLeft((fields) => new Set(fields).add(field)), []),
    forget: useCallback(() => {
      setAttempts(0);
      setLeft(new Set());
    }, []),
  };
}
