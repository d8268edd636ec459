"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { CsvExport } from "@/app/_components/csv-export";
import { DownloadForm } from "@/app/_components/download-form";
import type { ExportCase } from "@/lib/case-records/case-record";

/** Everything held on a case as a file. A post keeps the reference out of addresses. */
export function CaseDownload(asked: ExportCase) {
  const t = useTranslations("caseRecords.download");
  if (asked.format === "csv") {
    return (
      <CsvExport action="/api/export/case" filters={asked} size="sm">
        {t("csv")}
      </CsvExport>
    );
  }
  return (
    <DownloadForm action="/api/export/case" filters={asked}>
      <Button type="submit" variant="default" leftSection={<IconDownload size={16} aria-hidden="true" />}>
        {t("json")}
      </Button>
    </DownloadForm>
  );
}
