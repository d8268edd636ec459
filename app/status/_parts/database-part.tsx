"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Status } from "@/lib/status";
import { PartPanel } from "./part-panel";
import { usePartText } from "./use-part-text";

export function DatabasePart({ status: { database } }: { status: Status }) {
  const t = useTranslations("status.database");
  const { megabytes, milliseconds } = useNumbers();
  const partText = usePartText();
  const { server } = database;
  return (
    <PartPanel
      title={t("title")}
      facts={[
        [t("answers.name"), server.known ? t("answers.yes") : t(`answers.${server.why}`)],
        [t("roundTrip"), partText(server, ({ roundTripSeconds }) => milliseconds(roundTripSeconds))],
        [t("version"), partText(server, ({ version }) => t("versionValue", { version }))],
        [t("size"), partText(database.bytes, megabytes)],
        [t("kind.name"), t(`kind.${database.kind}`)],
      ]}
    />
  );
}
