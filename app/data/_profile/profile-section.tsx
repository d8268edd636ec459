"use client";

import { type ReactNode, useId } from "react";
import { Panel } from "../../_components/panel";
import classes from "./profile-section.module.css";

interface ProfileSectionProps {
  title: ReactNode;
  lead?: string;
  children: ReactNode;
}

/** A part of the explorer under its heading. */
export function ProfileSection({ title, lead, children }: ProfileSectionProps) {
  const id = useId();
  return (
    <Panel aria-labelledby={id} className={classes.section}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {lead === undefined ? null : <p className={classes.lead}>{lead}</p>}
      {children}
    </Panel>
  );
}
