"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { PathNode } from "@/lib/model/tree-path";
import classes from "./node-share.module.css";

/** How many training candidates came to a node, and the share of calcifications among them. */
export function NodeShare({ node: { cover, positiveFraction } }: { node: PathNode }) {
  const t = useTranslations("models.tree");
  const { cover: writeCover, percent } = useNumbers();
  return (
    <span className={classes.node}>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.fill} style={{ width: `${positiveFraction * 100}%` }} />
      </span>
      <span>
        {t("node", {
          cover: writeCover(cover),
          share: percent(positiveFraction),
        })}
      </span>
    </span>
  );
}
