"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "./_components/action-button";
import { Panel } from "./_components/panel";
import { MissingPart } from "./_outdated/missing-part";
import { NothingLost } from "./_outdated/nothing-lost";
import { isMissingScript } from "./_outdated/reload-outdated";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("app.error");
  if (isMissingScript(error)) return <MissingPart />;
  return (
    <Panel>
      <h1>{t("title")}</h1>
      <NothingLost />
      {error.digest === undefined ? null : <p>{t("digest", { digest: error.digest })}</p>}
      <ActionButton variant="primary" onClick={reset}>
        {t("retry")}
      </ActionButton>
    </Panel>
  );
}
