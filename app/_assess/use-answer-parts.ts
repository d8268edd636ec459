"use client";

import { useEffect, useState } from "react";
import type { NearCases } from "../_cases/near-cases";
import type { AnswerDetails } from "../_explanation/answer-details";

interface AnswerParts {
  readonly AnswerDetails: typeof AnswerDetails;
  readonly NearCases: typeof NearCases;
}

/** Kept across visits to the page, so that an answer come back to is drawn whole at once. */
let kept: AnswerParts | null = null;

async function load(): Promise<AnswerParts> {
  const [details, cases] = await Promise.all([
    import("../_explanation/answer-details"),
    import("../_cases/near-cases"),
  ]);
  return { AnswerDetails: details.AnswerDetails, NearCases: cases.NearCases };
}

/**
 * What only an answer needs, in files of its own: the form page has a budget. Fetched as soon as it will be wanted, so
 * that nothing is left to wait for when the answer comes; no lazy component, since that would wait a turn even then.
 */
export function useAnswerParts(isWanted: boolean): AnswerParts | "failed" | null {
  const [parts, setParts] = useState<AnswerParts | "failed" | null>(kept);
  useEffect(() => {
    if (!isWanted || kept !== null) return;
    let isCurrent = true;
    const show = (loaded: AnswerParts | "failed") => {
      if (isCurrent) setParts(loaded);
    };
    load().then(
      (loaded) => {
        kept = loaded;
        show(loaded);
      },
      () => show("failed"),
    );
    return () => {
      isCurrent = false;
    };
  }, [isWanted]);
  return parts;
}
