import classes from "./importance-chart.module.css";

interface ImportanceBarProps {
  kind: "contribution" | "impurity";
  /** Of the longest of its kind, in [0, 1]. */
  length: number;
  figure: string;
}

export function ImportanceBar({ kind, length, figure }: ImportanceBarProps) {
  return (
    <div className={classes.row}>
      <div className={classes.track}>
        <div className={classes.bar} data-kind={kind} style={{ width: `${length * 100}%` }} />
      </div>
      <span className={classes.figure}>{figure}</span>
    </div>
  );
}
