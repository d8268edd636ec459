"use client";

import type { TRPCClientErrorLike } from "@trpc/client";
import { useTranslations } from "next-intl";
import type { AppRouter } from "@/server/trpc/root";
import { ErrorNotice } from "../../_components/error-notice";
import { FaultTable } from "./fault-table";

/** Why a file was not taken, and a table of what is wrong in it where that is the reason. */
export function TakingError({ error }: { error: TRPCClientErrorLike<AppRouter> }) {
  const t = useTranslations("data.upload");
  const file = error.data?.problem.file;
  return (
    <>
      <ErrorNotice error={error} title={t("refused")} />
      {file ? <FaultTable file={file} /> : null}
    </>
  );
}
