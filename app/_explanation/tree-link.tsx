"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Prediction } from "@/lib/prediction";
import { useMay } from "../_session/use-session";
import { useTRPC } from "../_trpc/client";
import classes from "./tree-link.module.css";

/** To the prediction's way through a tree; only the current model's trees can be followed. */
export function TreeLink({ prediction }: { prediction: Pick<Prediction, "id" | "modelVersion"> }) {
  const t = useTranslations("explanation.reasons");
  const trpc = useTRPC();
  const { data: current } = useQuery(trpc.models.current.queryOptions());
  const mayFollow = useMay("models.path");
  if (!mayFollow || current?.version !== prediction.modelVersion) return null;
  return (
    <p className={classes.link}>
      <Link href={`/models?prediction=${prediction.id}#tree`} prefetch={false}>
        {t("followTree")}
      </Link>
    </p>
  );
}
