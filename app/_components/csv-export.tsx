"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./csv-download.module.css";
import { CsvFormChoice } from "./csv-form-choice";
import { DownloadForm } from "./download-form";
import { useCsvForm } from "./use-csv-form";

interface CsvExportProps {
  action: `/api/export/${string}`;
  filters: object;
  describedBy?: string;
  size?: "xs" | "sm";
  children: ReactNode;
}

/** Asks the server for a CSV file, in the form that the reader's spreadsheet takes. */
export function CsvExport({ action, filters, describedBy, size = "xs", children }: CsvExportProps) {
  const [form] = useCsvForm();
  return (
    <DownloadForm action={action} filters={filters} className={classes.group}>
      <input type="hidden" name="form" value={form} />
      <Button
        type="submit"
        size={size}
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        aria-describedby={describedBy}
      >
        {children}
      </Button>
      <CsvFormChoice />
    </DownloadForm>
  );
}
