/**
 * `too_few`: fewer candidates than say anything. `steady`: no more than noise. `slight`: more than noise, but small.
 * `moved` and `far`: more than noise, and of a size to look into. The last two are alarms.
 */
export const driftVerdicts = ["too_few", "steady", "slight", "moved", "far"] as const;
export type DriftVerdict = (typeof driftVerdicts)[number];

/** Whether a verdict is one to do something about. */
export const isAlarm = (verdict: DriftVerdict): boolean => verdict === "moved" || verdict === "far";
