import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { durationSeconds } from "../testing/duration";

/**
 * Below these a rule would no longer be tried: an alert has to be seen in more than one evaluation, and a rate over
 * fewer than four scrapes misses what happens between two of them. Milliseconds, for scrapes and evaluations a second
 * apart.
 */
const leastWait = 2000;
const leastRange = 4000;
const leastStep = 1000;

function shortened(text: string, { factor, least }: { factor: number; least: number }): string {
  const milliseconds = Math.max(least, Math.round((1000 * durationSeconds(text)) / factor));
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** How short a duration may become, by what it is the duration of. */
function leastOf({ parent }: SyntaxNode): number {
  if (parent?.name === "OffsetDurationExpr") return 1;
  if (parent?.parent?.name === "MatrixSelector") return leastRange;
  // Of a subquery the first is the range, the second the step.
  const isStep = parent?.prevSibling?.name === "DurationExpr";
  return isStep ? leastStep : leastRange;
}

/** Durations between brackets and after `offset`, and how far `predict_linear` looks ahead. */
function replacements(expression: string, factor: number): Replacement[] {
  const found: Replacement[] = [];
  parser.parse(expression).iterate({
    enter: ({ node, from, to, type }) => {
      const text = expression.slice(from, to);
      if (type.isError) throw new Error(`${expression}\nis not understood at ${from}: ${text}`);
      if (node.name === "NumberDurationLiteralInDurationContext") {
        found.push({ from, to, text: shortened(text, { factor, least: leastOf(node) }) });
      }
      if (node.name === "PredictLinear") {
        const ahead = node.parent?.nextSibling?.lastChild;
        if (!ahead) throw new Error(`${expression}\ndoes not say how far it looks ahead`);
        found.push({ from: ahead.from, to: ahead.from, text: "(" });
        found.push({ from: ahead.to, to: ahead.to, text: `) / ${factor}` });
      }
    },
  });
  return found.sort((a, b) => b.from - a.from);
}

/** A PromQL expression that looks back, and ahead, `factor` times less far. */
export function shortenExpression(expression: string, factor: number): string {
  return replacements(expression, factor).reduce(
    (text, { from, to, text: instead }) => text.slice(0, from) + instead + text.slice(to),
    expression,
  );
}

const ruleFile = z.looseObject({
  groups: z.array(
    z.looseObject({
      interval: z.string().optional(),
      rules: z.array(
        z.looseObject({
          expr: z.string(),
          for: z.string().optional(),
          keep_firing_for: z.string().optional(),
        }),
      ),
    }),
  ),
});

/**
 * A rule file whose rules wait, look back and look ahead `factor` times shorter, with the same names. Thresholds stay:
 * what is compared with an age or with a latency is measured by the application, whose clocks nobody turns.
 */
export function shortenRules(yaml: string, factor: number): string {
  const { groups, ...rest } = ruleFile.parse(parse(yaml));
  const wait = (text: string) => shortened(text, { factor, least: leastWait });
  return stringify({
    ...rest,
    groups: groups.map(({ interval: _, rules, ...group }) => ({
      ...group,
      rules: rules.map((rule) => ({
        ...rule,
        expr: shortenExpression(rule.expr, factor),
        ...(rule.for && { for: wait(rule.for) }),
        ...(rule.keep_firing_for && { keep_firing_for: wait(rule.keep_firing_for) }),
      })),
    })),
  });
}
