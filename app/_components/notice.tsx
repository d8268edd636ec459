import type { ReactNode } from "react";
import classes from "./notice.module.css";

interface NoticeProps {
  /** `strong` where the reader must not go on as usual, `mild` where more care than usual is enough. */
  tone: "strong" | "mild";
  title: string;
  children: ReactNode;
}

/** Something to mind about what stands beside it. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone}>
      <p className={classes.title}>{title}</p>
      {children}
    </div>
  );
}
