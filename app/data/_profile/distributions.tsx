"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CsvDownload } from "../../_components/csv-download";
import { useTRPC } from "../../_trpc/client";
import { DistributionChart } from "./distribution-chart";
import { distributionCsv } from "./distribution-csv";
import classes from "./distributions.module.css";
import { fileName } from "./file-name";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";

interface DistributionsProps extends SectionProps {
  champions: string | null;
}

/** Each feature by class, and if wanted the data of the model in use as an outline over it. */
export function Distributions({ dataset, champions }: DistributionsProps) {
  const t = useTranslations("data.distribution");
  const trpc = useTRPC();
  const [isCompared, setIsCompared] = useState(false);
  const isAnother = champions !== null && champions !== dataset.stored.sha256;
  const other = useQuery(
    trpc.datasets.profile.queryOptions({ sha256: champions ?? "" }, { enabled: isAnother && isCompared }),
  );
  const compared = isAnother && isCompared ? (other.data ?? null) : null;
  return (
    <ProfileSection title={t("title")} lead={t("lead")}>
      {isAnother ? (
        <label className={classes.option}>
          <input
            type="checkbox"
            checked={isCompared}
            onChange={(event) => setIsCompared(event.target.checked)}
          />
          {t("compare")}
        </label>
      ) : null}
      <div className={classes.charts}>
        {dataset.reference.features.map((feature) => (
          <DistributionChart key={feature.feature} dataset={dataset} feature={feature} compared={compared} />
        ))}
      </div>
      <div>
        <CsvDownload
          fileName={fileName(dataset.stored.name, "distributions")}
          {...distributionCsv(dataset)}
        />
      </div>
    </ProfileSection>
  );
}
