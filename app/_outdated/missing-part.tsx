"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "../_components/action-button";
import { Panel } from "../_components/panel";
import { NothingLost } from "./nothing-lost";

/** In the place of what a script was needed for that the server no longer has. */
export function MissingPart() {
  const t = useTranslations("app.incomplete");
  return (
    <Panel>
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <NothingLost />
      <ActionButton variant="primary" onClick={() => location.reload()}>
        {t("reload")}
      </ActionButton>
    </Panel>
  );
}
