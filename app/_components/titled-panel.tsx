import { type ReactNode, useId } from "react";
import { Panel } from "./panel";
import classes from "./titled-panel.module.css";

/** A sheet under a heading that names it. */
export function TitledPanel({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Panel aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {children}
    </Panel>
  );
}
