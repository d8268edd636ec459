"use client";

import classes from "./example-label.module.css";
import type { Example } from "./examples";
import { useExampleName } from "./use-example-name";

/** An example's name or number. It has room for both, so that nothing moves when the model in use becomes known. */
export function ExampleLabel({ of }: { of: Example["key"] }) {
  const { text, other } = useExampleName()(of);
  return (
    <span className={classes.names}>
      <span>{text}</span>
      <span className={classes.other} aria-hidden="true">
        {other}
      </span>
    </span>
  );
}
