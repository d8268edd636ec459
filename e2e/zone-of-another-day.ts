import { dayOf, utcDayOf } from "../lib/calendar";

/** A zone whose calendar shows another day than UTC, whenever it is asked. */
export const zoneOfAnotherDay = (now: Date) =>
  ["Pacific/Kiritimati", "Pacific/Pago_Pago"].find((zone) => dayOf(now, zone) !== utcDayOf(now)) ?? "";
