import classes from "./chart-placeholder.module.css";

/** Keeps a chart's place, so that the page does not jump when it comes. */
export function ChartPlaceholder() {
  return <div className={classes.placeholder} />;
}
