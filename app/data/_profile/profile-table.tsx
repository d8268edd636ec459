"use client";

import { type ReactNode, useId } from "react";
import type { CsvCell } from "@/lib/spreadsheet/csv";
import { CsvDownload } from "../../_components/csv-download";
import { ScrollBox } from "../../_components/scroll-box";
import classes from "./profile-table.module.css";

export interface ProfileColumn {
  /** Name of the column in the file that is downloaded: the same in every language. */
  readonly key: string;
  readonly name: string;
}

interface ProfileTableProps {
  caption: string;
  help?: string;
  columns: readonly ProfileColumn[];
  /** Ready-made text; the first cell names the row. */
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** The same in raw values; with columns of its own where an interval takes two more. */
  csv: {
    readonly fileName: string;
    readonly columns?: readonly string[];
    readonly rows: readonly (readonly CsvCell[])[];
  };
}

/** A table of a data set's figures, which scrolls by itself and can be taken away as a file. */
export function ProfileTable({ caption, help, columns, rows, csv }: ProfileTableProps) {
  const id = useId();
  return (
    <div className={classes.block}>
      {/* Above the box and not in the table: there it would scroll away with it, and be as wide. */}
      <div>
        <p id={id} className={classes.caption}>
          {caption}
        </p>
        {help === undefined ? null : <p className={classes.help}>{help}</p>}
      </div>
      <ScrollBox label={caption}>
        <table className={`${classes.table} tabular`} aria-labelledby={id}>
          <thead>
            <tr>
              {columns.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...rest] }) => (
              <tr key={key}>
                <th scope="row">{first}</th>
                {columns.slice(1).map((column, i) => (
                  <td key={column.key}>{rest[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <CsvDownload
        fileName={csv.fileName}
        columns={csv.columns ?? columns.map(({ key }) => key)}
        rows={csv.rows}
      />
    </div>
  );
}
