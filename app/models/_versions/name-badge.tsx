import { championName } from "@/lib/model/names";
import classes from "./names.module.css";

/** A name as it stands beside a version. */
export function NameBadge({ name }: { name: string }) {
  return (
    <span className={classes.badge} data-champion={name === championName || undefined}>
      {name}
    </span>
  );
}
