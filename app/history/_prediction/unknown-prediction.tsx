"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/app/_components/panel";
import classes from "./prediction-view.module.css";

/** What to do when no prediction stands under an address. */
export function UnknownPrediction() {
  const t = useTranslations("prediction.unknown");
  return (
    <Panel>
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <ul>
        <li>
          {t("form")} <code>01890a5d-ac96-774b-bcce-b302099a8057</code>
        </li>
        <li>{t("elsewhere")}</li>
      </ul>
      <div className={classes.actions}>
        <Button component={Link} href="/history">
          {t("history")}
        </Button>
        <Button component={Link} href="/" variant="default">
          {t("assess")}
        </Button>
      </div>
    </Panel>
  );
}
