"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { examples } from "../../_assess/examples";
import type { FormFacts } from "../../_assess/form-facts";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import { Section } from "../_card/section";
import { TreeWalk } from "./tree-walk";

interface FollowTreeProps {
  /** How many trees the model has. */
  trees: number;
  facts: FormFacts;
}

/** One tree, step by step, for one candidate: an example, or that of a prediction named in the address. */
export function FollowTree({ trees, facts }: FollowTreeProps) {
  const t = useTranslations("models.tree");
  const trpc = useTRPC();
  const id = useSearchParams().get("prediction");
  const { data, error, isPending } = useQuery(
    trpc.predictions.byId.queryOptions({ id: id ?? "" }, { enabled: id !== null }),
  );
  const isAwaited = id !== null && isPending;
  return (
    <Section anchor="tree" title={t("title")}>
      <p>{t("lead", { trees })}</p>
      {error === null ? null : <ErrorNotice error={error} title={t("predictionFailed")} />}
      {data === undefined ? null : <p>{t("ofPrediction", { id: data.id })}</p>}
      {isAwaited ? null : (
        <TreeWalk trees={trees} facts={facts} candidate={data?.features ?? examples[0].values} />
      )}
    </Section>
  );
}
