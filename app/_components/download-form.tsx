"use client";

import type { ReactNode } from "react";
import { useReaderTimeZone } from "../_i18n/use-reader-time-zone";

interface DownloadFormProps {
  /** Where the server answers with the file. */
  action: `/api/export/${string}`;
  /** What is wanted. A post keeps it out of addresses. */
  filters: object;
  className?: string | undefined;
  children: ReactNode;
}

/** Asks the server for a file, whose name has the reader's day. */
export function DownloadForm({ action, filters, className, children }: DownloadFormProps) {
  return (
    <form method="post" action={action} className={className}>
      <input type="hidden" name="filters" value={JSON.stringify(filters)} />
      <input type="hidden" name="timeZone" value={useReaderTimeZone()} />
      {children}
    </form>
  );
}
