"use client";

import { type ReactNode, useId } from "react";
import { FigureTable } from "../_components/figure-table";
import classes from "./chart-frame.module.css";

interface ChartFrameProps {
  title: string;
  /** What there is to see, in words: for whoever cannot see the drawing, and for whoever can. */
  summary: string;
  table: { columns: readonly string[]; rows: readonly (readonly string[])[] };
  children: ReactNode;
}

/** A drawing with its title, its gist in words, and its figures as a table. */
export function ChartFrame({ title, summary, table, children }: ChartFrameProps) {
  const id = useId();
  return (
    <figure className={classes.frame}>
      <figcaption>
        <h3 className={classes.title} id={`${id}-title`}>
          {title}
        </h3>
        <p className={classes.summary} id={`${id}-summary`}>
          {summary}
        </p>
      </figcaption>
      <div
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-summary`}
        className={classes.drawing}
      >
        {children}
      </div>
      <FigureTable caption={title} columns={table.columns} rows={table.rows} />
    </figure>
  );
}
