import type { CSSProperties } from "react";
import { barOf } from "@/app/_charts/prepare-drift";
import type { Level } from "@/lib/drift/drift-report";
import classes from "./level-bar.module.css";

/** A level as a bar whose middle is its threshold; the figures stand beside it. */
export function LevelBar({ level }: { level: Level }) {
  const { value, beyond } = barOf(level);
  return (
    <span
      aria-hidden="true"
      className={classes.track}
      data-beyond={beyond}
      style={{ "--value": `${100 * value}%` } as CSSProperties}
    />
  );
}
