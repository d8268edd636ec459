import { describe, expect, it } from "vitest";
import { featureKeys } from "../../lib/features";
import { idempotencyKeySchema } from "../../lib/prediction";
import {
  answeredDraft,
  createIdempotencyKey,
  editDraft,
  emptyDraft,
  isEmptyDraft,
  readStoredDraft,
  renewDraft,
} from "./draft";

const draft = emptyDraft(featureKeys);

describe("a draft", () => {
  it("has a key that the server accepts, another one each time", () => {
    expect(idempotencyKeySchema.safeParse(draft.idempotencyKey).success).toBe(true);
    expect(createIdempotencyKey()).not.toBe(createIdempotencyKey());
  });

  it("keeps its key while it is typed and has not been sent", () => {
    const edited = editDraft(draft, { values: { ...draft.values, area: "0.4" } });
    expect(edited.idempotencyKey).toBe(draft.idempotencyKey);
  });

  it("gets a new key when it is changed after it was sent, since the server may have stored the first", () => {
    const sent = { ...draft, sent: true };
    const edited = editDraft(sent, { caseReference: "K-1" });
    expect(edited.idempotencyKey).not.toBe(sent.idempotencyKey);
    expect(edited.sent).toBe(false);
  });

  it("gets a new key for the same content after an answer", () => {
    expect(renewDraft({ ...draft, sent: true }).idempotencyKey).not.toBe(draft.idempotencyKey);
  });

  it("is of another content with another opinion, and has none after the answer", () => {
    const sent = { ...draft, sent: true, firstOpinion: "unsure" as const };
    const edited = editDraft(sent, { firstOpinion: "calcification" });
    expect(edited.idempotencyKey).not.toBe(sent.idempotencyKey);
    const answered = answeredDraft(sent);
    expect(answered.firstOpinion).toBeNull();
    expect(answered.idempotencyKey).not.toBe(sent.idempotencyKey);
    expect(renewDraft(sent).firstOpinion).toBe("unsure");
  });

  it("comes back from storage without an opinion where none of ours is stored, as in those kept by earlier versions", () => {
    const { firstOpinion: _, ...earlier } = draft;
    expect(readStoredDraft(JSON.stringify(earlier), featureKeys)?.firstOpinion).toBeNull();
    expect(
      readStoredDraft(JSON.stringify({ ...draft, firstOpinion: "no" }), featureKeys)?.firstOpinion,
    ).toBeNull();
  });

  it("comes back from storage as it was, key included", () => {
    const kept = { ...draft, caseReference: "K-1", firstOpinion: "unsure" as const, sent: true };
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
