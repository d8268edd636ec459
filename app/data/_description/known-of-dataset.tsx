"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DescribedDataset } from "@/lib/dataset/stored-dataset";
import { ActionButton } from "../../_components/action-button";
import { DescriptionFacts } from "../../_components/description-facts";
import { May } from "../../_session/may";
import { DescribeDialog } from "./describe-dialog";
import classes from "./description.module.css";

/** What is known of the rows, and the way to say more. */
export function KnownOfDataset({ dataset }: { dataset: DescribedDataset }) {
  const t = useTranslations("dataDescription");
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className={classes.known}>
      <h3 className={classes.title}>{t("title")}</h3>
      <DescriptionFacts description={dataset.description} />
      <May operation="datasets.describe">
        <ActionButton size="small" onClick={() => setIsAsking(true)}>
          {t("edit")}
        </ActionButton>
        {isAsking ? <DescribeDialog dataset={dataset} onClose={() => setIsAsking(false)} /> : null}
      </May>
    </div>
  );
}
