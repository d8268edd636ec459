import { type ReactNode, useId } from "react";
import { Panel } from "../../_components/panel";
import classes from "./section.module.css";

/** A part of the card under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Panel aria-labelledby={id} className={classes.section}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {children}
    </Panel>
  );
}
