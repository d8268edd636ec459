"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./csv-download.module.css";
import { CsvFormChoice } from "./csv-form-choice";
import { useCsvForm } from "./use-csv-form";

interface CsvExportProps {
  /** Where the server answers with the file. */
  action: `/api/export/${string}`;
  /** What is wanted. A post keeps it out of addresses. */
  filters: object;
  describedBy?: string;
  size?: "xs" | "sm";
  children: ReactNode;
}

/** Asks the server for a CSV file, in the form that the reader's spreadsheet takes. */
export function CsvExport({ action, filters, describedBy, size = "xs", children }: CsvExportProps) {
  const [form] = useCsvForm();
  return (
    <form method="post" action={action} className={classes.group}>
      <input type="hidden" name="filters" value={JSON.stringify(filters)} />
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
    </form>
  );
}
