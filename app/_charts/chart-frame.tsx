"use client";

import { type ReactNode, useId } from "react";
import { FigureTable } from "../_components/figure-table";
import classes from "./chart-frame.module.css";

interface ChartFrameProps {
  title: string;
  /** Depth of the title among the page's headings. */
  level?: 3 | 4;
  /** What there is to see, in words: for whoever cannot see the drawing, and for whoever can. */
  summary: string;
  table: { columns: readonly string[]; rows: readonly (readonly string[])[] };
  /** What the reader can set; a drawing has no room for it, as it counts as one picture. */
  controls?: ReactNode;
  children: ReactNode;
}

/** A drawing with its title, its gist in words, and its figures as a table. */
export function ChartFrame({ title, level = 3, summary, table, controls, children }: ChartFrameProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <figure className={classes.frame}>
      <figcaption>
        <Heading className={classes.title} id={`${id}-title`}>
          {title}
        </Heading>
        <p className={classes.summary} id={`${id}-summary`}>
          {summary}
        </p>
      </figcaption>
      {controls}
      <div
        role="img"
        // A translator puts elements into it that no drawing shows.
        translate="no"
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
