import type { ReactNode } from "react";
import { Panel } from "../../_components/panel";
import classes from "./section.module.css";
import type { SectionId } from "./sections";

interface SectionProps {
  /** Its anchor, which links from elsewhere may rely on. */
  id: SectionId;
  title: string;
  children: ReactNode;
}

/** A part of the card under its heading. */
export function Section({ id, title, children }: SectionProps) {
  return (
    <Panel id={id} aria-labelledby={`${id}-title`} className={classes.section}>
      <h2 id={`${id}-title`} className={classes.title} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </Panel>
  );
}
