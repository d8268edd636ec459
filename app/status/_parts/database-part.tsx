"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Status } from "@/lib/status";
import { PartPanel } from "./part-panel";
import { usePartText } from "./use-part-text";

const megabyte = 1e6;

export function DatabasePart({ status: { database } }: { status: Status }) {
  const t = useTranslations("status.database");
  const format = useFormatter();
  const partText = usePartText();
  const { server } = database;
  const milliseconds = (seconds: number) =>
    format.number(seconds * 1000, { style: "unit", unit: "millisecond", maximumFractionDigits: 1 });
  const size = (bytes: number) =>
    format.number(bytes / megabyte, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  return (
    <PartPanel
      title={t("title")}
      facts={[
        [t("answers.name"), server.known ? t("answers.yes") : t(`answers.${server.why}`)],
        [t("roundTrip"), partText(server, ({ roundTripSeconds }) => milliseconds(roundTripSeconds))],
        [t("version"), partText(server, ({ version }) => t("versionValue", { version }))],
        [t("size"), partText(database.bytes, size)],
        [t("kind.name"), t(`kind.${database.kind}`)],
      ]}
    />
  );
}
