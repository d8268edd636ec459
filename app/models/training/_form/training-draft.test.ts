import { expect, test } from "vitest";
import { emptyDraft, readDraft } from "./training-draft";

const typing = (changes: Partial<typeof emptyDraft.typed>) =>
  readDraft({ ...emptyDraft, typed: { ...emptyDraft.typed, ...changes } });

test("the form as it stands asks for what the command line would do", () => {
  expect(readDraft(emptyDraft).options).toEqual({
    variant: "extra-trees-root",
    trees: 100,
    folds: 5,
    seed: 1,
  });
});

test("a decimal comma is read as the reader meant it", () => {
  expect(typing({ positiveWeight: "2,5" }).options).toMatchObject({ positiveWeight: 2.5 });
});

test.for([
  [{ trees: "" }, "trees"],
  [{ trees: "9" }, "trees"],
  [{ trees: "1001" }, "trees"],
  [{ folds: "2.5" }, "folds"],
  [{ seed: "-1" }, "seed"],
  [{ seed: "1e3" }, "seed"],
  [{ minNumSamples: "0" }, "minNumSamples"],
  [{ positiveWeight: "many" }, "positiveWeight"],
] as const)("%j is refused at its field, and nothing else is", ([changes, key]) => {
  const { options, faults } = typing(changes);
  expect(options).toBeNull();
  expect(Object.keys(faults ?? {})).toEqual([key]);
});
