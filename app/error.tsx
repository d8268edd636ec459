"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Panel } from "./_components/panel";

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations("app.error");
  return (
    <Panel>
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      {error.digest === undefined ? null : <p>{t("digest", { digest: error.digest })}</p>}
      <Button onClick={reset}>{t("retry")}</Button>
    </Panel>
  );
}
