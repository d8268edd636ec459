"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { AuditFilters } from "@/lib/audit/audit-event";

/** Downloads every row that matches, not only the page on screen. A post keeps the filters out of addresses. */
export function AuditExport({ filters }: { filters: AuditFilters }) {
  const t = useTranslations("audit");
  return (
    <form method="post" action="/api/export/audit">
      <input type="hidden" name="filters" value={JSON.stringify(filters)} />
      <Button
        type="submit"
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
      >
        {t("export")}
      </Button>
    </form>
  );
}
