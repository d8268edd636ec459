import type { ReactNode } from "react";
import { Panel } from "../../_components/panel";
import classes from "./section.module.css";
import type { SectionId } from "./sections";

interface SectionProps {
  /** Its id, which links from elsewhere may rely on. */
  anchor: SectionId;
  title: string;
  children: ReactNode;
}

/** A part of the card under its heading. */
export function Section({ anchor, title, children }: SectionProps) {
  return (
    <Panel id={anchor} aria-labelledby={`${anchor}-title`} className={classes.section}>
      <h2 id={`${anchor}-title`} className={classes.title}>
        {title}
      </h2>
      {children}
    </Panel>
  );
}
