import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differingFacts, sameHeldOut } from "./compare-cards";
import { readModelCard } from "./read-card";

const card = readModelCard(JSON.parse(readFileSync("data/model/card.json", "utf8")));

describe("differingFacts", () => {
  it("finds nothing between a card and itself", () => {
    expect(differingFacts(card, card)).toEqual([]);
  });

  it("names what differs, an option that only one has among it", () => {
    const { trees: _, ...options } = card.training.options;
    const other = {
      ...card,
      data: { ...card.data, rows: card.data.rows + 1 },
      training: { ...card.training, seed: card.training.seed + 1, options: { ...options, folds: 9 } },
    };
    expect(differingFacts(card, other)).toEqual([
      { fact: "dataRows", option: null, a: card.data.rows, b: card.data.rows + 1 },
      { fact: "seed", option: null, a: card.training.seed, b: card.training.seed + 1 },
      { fact: "option", option: "folds", a: card.training.options.folds, b: 9 },
      { fact: "option", option: "trees", a: card.training.options.trees, b: null },
    ]);
  });
});

describe("sameHeldOut", () => {
  it("holds for the same data in the same folds alone", () => {
    const { protocol } = card.evaluation;
    const other = (change: Partial<typeof protocol>) => ({
      ...card,
      evaluation: { ...card.evaluation, protocol: { ...protocol, ...change } },
    });
    expect(sameHeldOut(card, other({ description: "said otherwise" }))).toBe(true);
    expect(sameHeldOut(card, other({ folds: protocol.folds + 1 }))).toBe(false);
    expect(sameHeldOut(card, other({ seed: protocol.seed + 1 }))).toBe(false);
    expect(sameHeldOut(card, { ...card, data: { ...card.data, sha256: "0".repeat(64) } })).toBe(false);
  });
});
