import { describe, expect, it } from "vitest";
import { featureKeys } from "../../lib/features";
import { answeredDraft, editDraft, emptyDraft, isEmptyDraft, readStoredDraft } from "./draft";

const draft = emptyDraft(featureKeys);

describe("a draft", () => {
  it("loses the key it was sent under with any edit, so that no other content ever goes out under it", () => {
    const sent = { ...draft, idempotencyKey: "a-key-that-was-used" };
    expect(editDraft(sent, { caseReference: "K-1" }).idempotencyKey).toBeNull();
    expect(editDraft(sent, { firstOpinion: "calcification" }).idempotencyKey).toBeNull();
    expect(editDraft(sent, { values: { ...draft.values, area: "0.4" } }).idempotencyKey).toBeNull();
  });

  it("is another case after the answer, with an opinion of its own", () => {
    const sent = { ...draft, idempotencyKey: "a-key-that-was-used", firstOpinion: "unsure" as const };
    expect(answeredDraft(sent)).toEqual({ ...sent, idempotencyKey: null, firstOpinion: null });
  });

  it("comes back from storage without an opinion where none of ours is stored, as in those kept by earlier versions", () => {
    const { firstOpinion: _, ...earlier } = draft;
    expect(readStoredDraft(JSON.stringify(earlier), featureKeys)?.firstOpinion).toBeNull();
    expect(
      readStoredDraft(JSON.stringify({ ...draft, firstOpinion: "no" }), featureKeys)?.firstOpinion,
    ).toBeNull();
  });

  it("comes back from storage as it was, key included", () => {
    const idempotencyKey = "a-key-that-was-used";
    const kept = { ...draft, caseReference: "K-1", firstOpinion: "unsure" as const, idempotencyKey };
    expect(readStoredDraft(JSON.stringify(kept), featureKeys)).toEqual(kept);
  });

  it.each([
    null,
    "",
    "{",
    "null",
    "[]",
    '{"values":{}}',
    '{"values":{"area":1},"caseReference":"","idempotencyKey":"x"}',
  ])("does not come back from %j", (stored) => {
    expect(readStoredDraft(stored, featureKeys)).toBeNull();
  });

  it("is empty until something is typed", () => {
    expect(isEmptyDraft(draft)).toBe(true);
    expect(isEmptyDraft(editDraft(draft, { caseReference: "K-1" }))).toBe(false);
  });
});
