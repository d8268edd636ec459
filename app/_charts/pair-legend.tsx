import classes from "./pair-legend.module.css";

/** What stands for which of two models: a solid line and a circle, a dashed line and a diamond. */
export function PairLegend({ a, b }: { a: string; b: string }) {
  return (
    <ul className={classes.legend}>
      <li className={classes.entry}>
        <svg viewBox="0 0 48 14" className={classes.mark} data-side="a" aria-hidden="true">
          <path d="M0 7H48" />
          <circle cx="24" cy="7" r="3.5" />
        </svg>
        {a}
      </li>
      <li className={classes.entry}>
        <svg viewBox="0 0 48 14" className={classes.mark} data-side="b" aria-hidden="true">
          <path d="M0 7H48" strokeDasharray="8 4" />
          <path d="M24 2L29 7L24 12L19 7Z" />
        </svg>
        {b}
      </li>
    </ul>
  );
}
