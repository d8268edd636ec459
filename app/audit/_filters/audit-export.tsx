"use client";

import { useTranslations } from "next-intl";
import { CsvExport } from "@/app/_components/csv-export";
import type { AuditFilters } from "@/lib/audit/audit-event";

/** Downloads every row that matches, not only the page on screen. */
export function AuditExport({ filters }: { filters: AuditFilters }) {
  const t = useTranslations("audit");
  return (
    <CsvExport action="/api/export/audit" filters={filters}>
      {t("export")}
    </CsvExport>
  );
}
