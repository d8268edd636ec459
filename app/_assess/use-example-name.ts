"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../_trpc/client";
import { type Example, examples, examplesNamedFor } from "./examples";

/** Names the examples; by number under another model, for which the names have not been checked. */
export function useExampleName(): (key: Example["key"]) => string {
  const t = useTranslations("assess.examples");
  const trpc = useTRPC();
  const version = useQuery(trpc.models.current.queryOptions()).data?.version ?? examplesNamedFor;
  return (key) =>
    version === examplesNamedFor
      ? t(key)
      : t("numbered", { number: 1 + examples.findIndex((example) => example.key === key) });
}
