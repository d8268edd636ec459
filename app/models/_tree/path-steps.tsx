"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { TreePath } from "@/lib/model/tree-path";
import { NodeShare } from "./node-share";
import classes from "./path-steps.module.css";

/** The questions that the tree asks, in order, with the answers and what is left after each. */
export function PathSteps({ path }: { path: TreePath }) {
  const t = useTranslations("models.tree");
  const tFeature = useTranslations("features");
  const { percent, comparedValues } = useNumbers();
  const compared = (step: { readonly value: number; readonly threshold: number }) => {
    const [value, threshold] = comparedValues(step.value, step.threshold);
    return { value, threshold };
  };
  const leaf = path.steps.at(-1)?.to ?? path.root;
  return (
    <>
      <p role="status" className={classes.summary}>
        {t("summary", {
          tree: path.tree,
          steps: path.steps.length,
          answer: percent(leaf.positiveFraction),
        })}
      </p>
      {/* biome-ignore lint/a11y/noRedundantRoles: without its numbers a list is none to WebKit. */}
      <ol role="list" className={`${classes.steps} tabular`}>
        <li className={classes.step}>
          <span className={classes.question}>{t("root")}</span>
          <NodeShare node={path.root} />
        </li>
        {path.steps.map(({ side, to, ...step }, index) => (
          <li
            // Steps have no other name than their place: a tree may ask the same again.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is only ever replaced as a whole.
            key={index}
            className={classes.step}
            data-leaf={index === path.steps.length - 1 || undefined}
          >
            <span className={classes.question}>
              {t(side === "left" ? "stepLeft" : "stepRight", {
                feature: tFeature(`${step.feature}.label`),
                ...compared(step),
              })}
            </span>
            <NodeShare node={to} />
          </li>
        ))}
      </ol>
      <p className={classes.forest}>
        {t("forest", {
          trees: path.trees,
          answer: percent(leaf.positiveFraction),
          rawScore: percent(path.rawScore),
          probability: percent(path.probability),
        })}
      </p>
      <p className={classes.note}>{t("note")}</p>
    </>
  );
}
