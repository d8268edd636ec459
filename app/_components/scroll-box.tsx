import type { ReactNode } from "react";
import classes from "./scroll-box.module.css";

/** Lets a wide table scroll sideways by itself, by keyboard too, so that the page never has to. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard.
    <section className={classes.box} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
