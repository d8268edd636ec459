import { type ReactNode, useId } from "react";
import { Panel } from "../../../_components/panel";
import classes from "../../_card/section.module.css";

/** A part of the comparison under its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
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
