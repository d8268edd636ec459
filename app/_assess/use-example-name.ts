"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../_trpc/client";
import { type Example, examples, examplesNamedFor } from "./examples";

interface ExampleName {
  readonly text: string;
  /** The one that it would have under another model. */
  readonly other: string;
}

/** Names the examples; by number until it is known that the model in use is the one that the names are true of. */
export function useExampleName(): (key: Example["key"]) => ExampleName {
  const t = useTranslations("assess.examples");
  const trpc = useTRPC();
  const version = useQuery(trpc.models.current.queryOptions()).data?.version;
  return (key) => {
    const [name, number] = [
      t(key),
      t("numbered", { number: 1 + examples.findIndex((example) => example.key === key) }),
    ];
    return version === examplesNamedFor ? { text: name, other: number } : { text: number, other: name };
  };
}
