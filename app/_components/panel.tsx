import type { ComponentProps } from "react";
import classes from "./panel.module.css";

/** A plain sheet on the page. */
export function Panel({ className, ...others }: ComponentProps<"section">) {
  return <section className={className ? `${classes.panel} ${className}` : classes.panel} {...others} />;
}
