"use client";

import { type ReactNode, useId } from "react";
import { FactList } from "../../_components/fact-list";
import { Panel } from "../../_components/panel";
import classes from "./part-panel.module.css";

interface PartPanelProps {
  title: string;
  facts: readonly (readonly [name: string, value: ReactNode])[];
}

/** One part of the status, under its name. */
export function PartPanel({ title, facts }: PartPanelProps) {
  const id = useId();
  return (
    <Panel aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      <FactList facts={facts} />
    </Panel>
  );
}
