"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CreatePrediction, Prediction } from "@/lib/prediction";
import type { AppRouter } from "@/server/trpc/root";
import { useTRPC } from "../_trpc/client";
import { createIdempotencyKey } from "../_trpc/idempotency-key";
import { type CheckedDraft, checkDraft } from "./check-draft";
import type { Draft } from "./draft";
import type { FormFacts } from "./form-facts";
import { useAnswer } from "./use-answer";
import { useDraft } from "./use-draft";
import { useSecondReader } from "./use-second-reader";
import { useSubmission } from "./use-submission";

function describes(prediction: Prediction, draft: Draft, { features }: CheckedDraft): boolean {
  const keys = Object.keys(prediction.features) as (keyof Prediction["features"])[];
  return (
    features !== null &&
    keys.every((key) => features[key] === prediction.features[key]) &&
    draft.caseReference.trim() === (prediction.caseReference ?? "")
  );
}

/** All that the page knows: the draft, what is wrong with it, what has been sent and what came back. */
export function useAssessment(facts: FormFacts) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const keys = useMemo(() => facts.features.map(({ key }) => key), [facts]);
  const control = useDraft(keys);
  const { draft, restored, markSent, changeKey, closeCase, setFirstOpinion } = control;
  const [asksOpinion, setAsksOpinion] = useSecondReader();
  const checked = useMemo(() => checkDraft(draft.values, keys, facts.limit), [draft.values, keys, facts]);
  const reference = useQuery(trpc.models.current.queryOptions()).data?.reference ?? null;
  const { answer, keepAnswer, forgetAnswer } = useAnswer();
  const [refusal, setRefusal] = useState<TRPCClientErrorLike<AppRouter> | null>(null);

  const onAnswer = useCallback(
    (prediction: Prediction, { idempotencyKey }: CreatePrediction) => {
      setRefusal(null);
      keepAnswer(prediction);
      closeCase(idempotencyKey);
      void queryClient.invalidateQueries(trpc.predictions.pathFilter());
      // Somebody promoted another model since this page asked: what stands beside the fields is the old one's.
      const current = trpc.models.current.queryKey();
      if (queryClient.getQueryData(current)?.version !== prediction.modelVersion)
        void queryClient.invalidateQueries({ queryKey: current });
    },
    [keepAnswer, closeCase, queryClient, trpc],
  );
  const submission = useSubmission({ onNewKey: changeKey, onAnswer, onRefusal: setRefusal });

  const answerIsStale = answer !== null && restored && !describes(answer, draft, checked);
  // An estimate that is in sight would bias the opinion that is asked for.
  const mustGo = asksOpinion && answerIsStale;
  const shown = restored && !mustGo ? answer : null;
  const lastShown = useRef<Prediction | null>(null);
  const [wentUnseen, setWentUnseen] = useState(false);
  useEffect(() => {
    if (shown !== null) lastShown.current = shown;
    if (!mustGo) return;
    setWentUnseen(answer !== lastShown.current);
    forgetAnswer();
  }, [shown, mustGo, answer, forgetAnswer]);
  const isAsking = asksOpinion && shown === null;

  const submit = useCallback(() => {
    if (checked.features === null) return;
    const caseReference = draft.caseReference.trim();
    setRefusal(null);
    setWentUnseen(false);
    const idempotencyKey = draft.idempotencyKey ?? createIdempotencyKey();
    markSent(idempotencyKey);
    void submission.send({
      idempotencyKey,
      features: checked.features,
      ...(caseReference === "" ? {} : { caseReference }),
      // One that was chosen before the mode was switched off, in another tab perhaps, is no longer asked for.
      ...(isAsking && draft.firstOpinion !== null ? { firstOpinion: draft.firstOpinion } : {}),
    });
  }, [checked.features, draft, isAsking, markSent, submission.send]);

  return {
    keys,
    control,
    checked,
    reference,
    refusal,
    dismissRefusal: useCallback(() => setRefusal(null), []),
    submission,
    submit,
    asksOpinion,
    isAsking,
    /** What is not asked for is not sent either. */
    askOpinion: useCallback(
      (isAsked: boolean) => {
        setAsksOpinion(isAsked);
        if (!isAsked && draft.firstOpinion !== null) setFirstOpinion(null);
      },
      [setAsksOpinion, draft.firstOpinion, setFirstOpinion],
    ),
    /** The answer to what was sent came once another case stood in the form, and was not shown. */
    wentUnseen: isAsking && wentUnseen,
    isOpinionMissing: isAsking && draft.firstOpinion === null,
    answer: shown,
    answerIsStale,
  };
}

export type Assessment = ReturnType<typeof useAssessment>;
