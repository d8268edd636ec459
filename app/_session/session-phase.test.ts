import { describe, expect, it } from "vitest";
import { sessionPhase, touchIntervalMs } from "./session-phase";

const minute = 60_000;
const times = { seenAt: 0, endsAt: 600 * minute, idleSeconds: 15 * 60 };
const at = (now: number, changed: Partial<typeof times> = {}) => sessionPhase({ ...times, ...changed, now });

describe("the phase of a session", () => {
  it("warns in the last minute before a pause ends it", () => {
    expect(at(14 * minute - 1)).toEqual({ kind: "open" });
    expect(at(14 * minute)).toEqual({ kind: "warning", cause: "idle", until: 15 * minute });
    expect(at(15 * minute - 1).kind).toBe("warning");
    expect(at(15 * minute)).toEqual({ kind: "over", cause: "idle" });
  });

  it("warns of its end too, however busy one is", () => {
    const busy = { seenAt: 599 * minute };
    expect(at(599 * minute - 1, busy)).toEqual({ kind: "open" });
    expect(at(599 * minute, busy)).toEqual({ kind: "warning", cause: "end", until: 600 * minute });
    expect(at(600 * minute, busy)).toEqual({ kind: "over", cause: "end" });
  });

  it("leaves half of a short pause without a warning", () => {
    const short = { idleSeconds: 40 };
    expect(at(19_999, short).kind).toBe("open");
    expect(at(20_000, short).kind).toBe("warning");
  });
});

describe("activity", () => {
  it("is told at most once a minute, and often enough where pauses are short", () => {
    expect(touchIntervalMs(15 * 60)).toBe(minute);
    expect(touchIntervalMs(40)).toBe(10_000);
  });
});
