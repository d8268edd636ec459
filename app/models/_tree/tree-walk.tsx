"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Features } from "@/lib/features";
import type { FormFacts } from "../../_assess/form-facts";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import { CandidateFields } from "./candidate-fields";
import { PathSteps } from "./path-steps";
import { TreePicker } from "./tree-picker";
import classes from "./tree-walk.module.css";
import { useCandidate } from "./use-candidate";

interface TreeWalkProps {
  trees: number;
  facts: FormFacts;
  /** What the fields hold at first. */
  candidate: Features;
}

/** Long enough to type the next digit, too short to be waited for. */
const typingMilliseconds = 150;

export function TreeWalk({ trees, facts, candidate: given }: TreeWalkProps) {
  const t = useTranslations("models.tree");
  const trpc = useTRPC();
  const [tree, setTree] = useState(1);
  const candidate = useCandidate(given, facts);
  const { features } = candidate;
  const asked = useMemo(() => ({ tree, features }), [tree, features]);
  const [settled] = useDebouncedValue(asked, typingMilliseconds);
  const { data, error, isPlaceholderData } = useQuery(
    trpc.models.path.queryOptions(
      { tree: settled.tree, features: settled.features ?? given },
      { enabled: settled.features !== null, placeholderData: keepPreviousData },
    ),
  );
  return (
    <div className={classes.columns}>
      <div className={classes.choice}>
        <TreePicker tree={tree} trees={trees} onChoose={setTree} />
        <CandidateFields candidate={candidate} facts={facts} />
      </div>
      <div className={classes.path} aria-busy={isPlaceholderData || undefined}>
        {features === null ? <p className={classes.incomplete}>{t("incomplete")}</p> : null}
        {error === null ? null : <ErrorNotice error={error} title={t("failed")} />}
        {data === undefined ? null : <PathSteps path={data} />}
      </div>
    </div>
  );
}
