"use client";

import { useTranslations } from "next-intl";
import type { FileProblem } from "@/server/trpc/file-faults";
import { type ProfileColumn, ProfileTable } from "../_profile/profile-table";
import classes from "./fault-table.module.css";

/** What is wrong in a file: line, column, what stands there and what would do. */
export function FaultTable({ file }: { file: FileProblem }) {
  const t = useTranslations("data.faults");
  const columns: ProfileColumn[] = (["line", "column", "value", "accepted"] as const).map((key) => ({
    key,
    name: t(key),
  }));
  return (
    <ProfileTable
      caption={t("caption", { name: file.name })}
      help={file.more === 0 ? t("all") : t("more", { more: file.more })}
      columns={columns}
      rows={file.faults.map(({ line, column, value, accepted }, i) => ({
        key: String(i),
        cells: [
          String(line),
          column,
          value,
          <span key="accepted" className={classes.accepted}>
            {accepted}
          </span>,
        ],
      }))}
      csv={{
        fileName: `${file.name}-faults.csv`,
        rows: file.faults.map(({ line, column, value, accepted }) => [line, column, value, accepted]),
      }}
    />
  );
}
