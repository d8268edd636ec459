"use client";

import { useEffect, useState } from "react";
import type { NearCases } from "../_cases/near-cases";
import type { AnswerDetails } from "../_explanation/answer-details";
import type { AnswerReview } from "../_review/answer-review";

interface AnswerParts {
  readonly AnswerDetails: typeof AnswerDetails;
  readonly AnswerReview: typeof AnswerReview;
  readonly NearCases: typeof NearCases;
}

/** Kept across visits to the page, so that an answer come back to is drawn whole at once. */
let kept: AnswerParts | null = null;

async function load(): Promise<AnswerParts> {
  const [details, review, cases] = await Promise.all([
    import("../_explanation/answer-details"),
    import("../_review/answer-review"),
    import("../_cases/near-cases"),
  ]);
  return {
    AnswerDetails: details.AnswerDetails,
    AnswerReview: review.AnswerReview,
    NearCases: cases.NearCases,
  };
}

/** Loads the parts and hands over what came of it. */
async function loadInto(show: (parts: AnswerParts | "failed") => void): Promise<void> {
  try {
    kept = await load();
    show(kept);
  } catch {
    show("failed");
  }
}

/**
 * What only an answer needs, in files of its own: the form page has a budget. Fetched as soon as it will be wanted, so
 * that nothing is left to wait for when the answer comes; no lazy component, since that would wait a turn even then.
 * `null` while on its way; where it could not be had, a way to try again.
 */
export function useAnswerParts(isWanted: boolean): AnswerParts | { readonly retry: () => void } | null {
  const [parts, setParts] = useState<AnswerParts | "failed" | null>(kept);
  useEffect(() => {
    if (isWanted && kept === null) void loadInto(setParts);
  }, [isWanted]);
  return parts === "failed" ? { retry: () => void loadInto(setParts) } : parts;
}
