"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { createParser, useQueryState } from "nuqs";
import { ErrorNotice } from "../_components/error-notice";
import { May } from "../_session/may";
import { useTRPC } from "../_trpc/client";
import { ProfileSections } from "./_profile/profile-sections";
import { ChosenDataset } from "./_sets/chosen-dataset";
import { DatasetPicker } from "./_sets/dataset-picker";
import { HomeFileList } from "./_sets/home-file-list";
import { SetsPanel } from "./_sets/sets-panel";
import { UploadZone } from "./_sets/upload-zone";
import classes from "./data-explorer.module.css";

/** A data set's SHA-256; whatever else stands in the address counts as absent. */
const parseAsSha256 = createParser<string>({
  parse: (text) => (/^[0-9a-f]{64}$/.test(text) ? text : null),
  serialize: (sha256) => sha256,
});

/** The data explorer: which set, what more there is to take, and all that is known of the chosen one. */
export function DataExplorer() {
  const t = useTranslations("data");
  const trpc = useTRPC();
  const [asked, setAsked] = useQueryState("dataset", parseAsSha256.withOptions({ history: "push" }));
  const model = useQuery(trpc.models.current.queryOptions());
  const champions = model.data?.card.data.sha256 ?? null;
  const sha256 = asked ?? champions;
  const chosen = useQuery(
    trpc.datasets.profile.queryOptions({ sha256: sha256 ?? "" }, { enabled: sha256 !== null }),
  );
  const error = chosen.error ?? (sha256 === null ? model.error : null);
  const choose = (next: string) => void setAsked(next === champions ? null : next);

  return (
    <div className={classes.sections}>
      <SetsPanel>
        <DatasetPicker chosen={sha256} champions={champions} onChoose={choose} />
        {chosen.data === undefined ? null : <ChosenDataset key={sha256} dataset={chosen.data} />}
        <May operation="datasets.upload">
          <UploadZone onTaken={choose} />
        </May>
        <May operation="datasets.homeFiles">
          <HomeFileList onTaken={choose} />
        </May>
      </SetsPanel>
      {chosen.data !== undefined ? (
        <ProfileSections dataset={chosen.data} champions={champions} />
      ) : error === null ? (
        <p role="status" className={classes.status}>
          {t("loading")}
        </p>
      ) : (
        <ErrorNotice
          error={error}
          title={t("failed")}
          onRetry={() => void (sha256 === null ? model : chosen).refetch()}
        />
      )}
    </div>
  );
}
