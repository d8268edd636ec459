"use client";

import { useCallback, useMemo, useState } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { FeatureKey, Features } from "@/lib/features";
import type { FormFacts } from "../../_assess/form-facts";
import { parseNumber } from "../../_assess/parse-number";

export interface Candidate {
  readonly texts: Readonly<Record<FeatureKey, string>>;
  /** What the texts say; `null` while one of them says no number that the server takes. */
  readonly features: Features | null;
  readonly refused: ReadonlySet<FeatureKey>;
  readonly type: (key: FeatureKey, text: string) => void;
  /** Writes values as the reader's language does. */
  readonly fillWith: (values: Features) => void;
  /** Takes over what was typed elsewhere. */
  readonly fill: (texts: Readonly<Record<FeatureKey, string>>) => void;
}

/** Six fields, filled at first, and what they say. */
export function useCandidate(given: Features, { features: known, limit }: FormFacts): Candidate {
  const { exactValue } = useNumbers();
  const write = (values: Features) =>
    Object.fromEntries(known.map(({ key }) => [key, exactValue(values[key])])) as Candidate["texts"];
  const [texts, setTexts] = useState(() => write(given));
  const read = useMemo(() => {
    const values = known.map(({ key }) => {
      const parsed = parseNumber(texts[key]);
      const value = parsed.kind === "number" && Math.abs(parsed.value) <= limit ? parsed.value : null;
      return [key, value] as const;
    });
    const refused = new Set(values.flatMap(([key, value]) => (value === null ? [key] : [])));
    return { refused, features: refused.size === 0 ? (Object.fromEntries(values) as Features) : null };
  }, [known, limit, texts]);
  return {
    texts,
    ...read,
    type: useCallback(
      (key: FeatureKey, text: string) => setTexts((before) => ({ ...before, [key]: text })),
      [],
    ),
    fill: setTexts,
    fillWith: (values: Features) => setTexts(write(values)),
  };
}
