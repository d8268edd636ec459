import { describe, expect, test } from "vitest";
import { boards } from "./testing/board-files";
import { lintRules } from "./testing/lint/lint-rules";

describe.each(boards.map((board) => [board.file, board] as const))("%s", (_, board) => {
  test.each(lintRules.map((rule) => [rule.name, rule] as const))("keeps %s", (_name, rule) => {
    expect(rule.find(board)).toEqual([]);
  });
});
