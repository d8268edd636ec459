"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { PathNode } from "@/lib/model/tree-path";
import { useFigureText } from "../_card/use-figure-text";
import classes from "./node-share.module.css";

/** How many training candidates came to a node, and the share of calcifications among them. */
export function NodeShare({ node: { cover, positiveFraction } }: { node: PathNode }) {
  const t = useTranslations("models.tree");
  const format = useFormatter();
  const { rate } = useFigureText();
  return (
    <span className={classes.node}>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.fill} style={{ width: `${positiveFraction * 100}%` }} />
      </span>
      <span>
        {t("node", {
          cover: format.number(cover, { maximumFractionDigits: cover < 10 ? 1 : 0 }),
          share: rate(positiveFraction),
        })}
      </span>
    </span>
  );
}
