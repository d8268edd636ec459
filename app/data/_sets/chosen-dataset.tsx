"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { DescribedDataset } from "@/lib/dataset/stored-dataset";
import { May } from "../../_session/may";
import { KnownOfDataset } from "../_description/known-of-dataset";
import classes from "./chosen-dataset.module.css";
import { RemoveRows } from "./remove-rows";

/** Where the chosen set came from, whether its rows are kept, and what can be done with it. */
export function ChosenDataset({ dataset }: { dataset: DescribedDataset }) {
  const t = useTranslations("data.sets");
  const dateText = useDateText();
  const { stored, contents } = dataset;
  const { sha256, origin, createdAt, createdBy, contentKept } = stored;
  const hasBothClasses = contents.positives > 0 && contents.positives < contents.rows;
  const date = dateText.moment(createdAt);
  return (
    <div className={classes.chosen}>
      <p className={classes.text}>
        {marked(t.rich(`origin.${origin}`, { date, ...untranslated({ who: createdBy.name }) }))}{" "}
        {t(contentKept ? "kept" : "notKept")}
      </p>
      <p className={classes.hash}>
        {t("hash")} <code>{sha256}</code>
      </p>
      <KnownOfDataset dataset={dataset} />
      {contentKept ? (
        <div className={classes.actions}>
          {hasBothClasses ? (
            // The page it leads to is heavy, and few who look at data train.
            <May operation="training.start">
              <Link href={`/models/training?dataset=${sha256}`} prefetch={false} className={classes.train}>
                {t("train")}
              </Link>
            </May>
          ) : null}
          <May operation="datasets.removeContent">
            <RemoveRows sha256={sha256} name={stored.name} />
          </May>
        </div>
      ) : null}
    </div>
  );
}
