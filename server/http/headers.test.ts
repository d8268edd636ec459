import { CspEvaluator } from "csp_evaluator";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { expect, test } from "vitest";
import { pagePolicy } from "./headers";

/** What Google's evaluator holds against a policy, the gravest kinds only. */
function findings(policy: string): string[] {
  const all = new CspEvaluator(new CspParser(policy).csp).evaluate();
  return all
    .filter(({ severity }) => severity <= Severity.HIGH_MAYBE)
    .map(({ directive, description }) => `${directive}: ${description}`);
}

const policy = pagePolicy("QUJDREVGR0hJSktMTU5PUFFS", "production");

test("an evaluator of policies finds nothing that is or may be grave in the pages' policy", () => {
  expect(findings(policy)).toEqual([]);
  expect(findings(policy.replace("'strict-dynamic'", "'unsafe-inline' https:")).join()).toMatch(/script-src/);
});

test("no other directive than the attributes of styles lets in what stands in the page itself", () => {
  const open = policy.split("; ").filter((directive) => /unsafe|\*|https?:/.test(directive));
  expect(open).toEqual(["style-src-attr 'unsafe-inline'"]);
});

test("only in development pages may compile scripts", () => {
  expect(pagePolicy("x", "development")).toContain("'unsafe-eval'");
  expect(policy).not.toContain("eval");
});

test("nothing is let in that is not named, and what that rule leaves out is closed by name", () => {
  const sources = new Map(
    policy.split("; ").map((directive) => directive.split(/ (.*)/s) as [string, string]),
  );
  for (const name of ["default-src", "object-src", "base-uri", "frame-ancestors"])
    expect([name, sources.get(name)]).toEqual([name, "'none'"]);
  for (const name of ["connect-src", "font-src", "form-action", "manifest-src"])
    expect([name, sources.get(name)]).toEqual([name, "'self'"]);
});
