import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, endOfDay, isDay, mondayOf, plusDays, startOfDay } from "./calendar";
import { daySchema } from "./day";
import { isTimeZone } from "./time-zone";

const zones = [
  "Europe/Paris",
  "America/Sao_Paulo",
  "Pacific/Auckland",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "UTC",
];
const zone = fc.constantFrom(...zones);
const instant = fc.date({ min: new Date("1950-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
const second = 1000;

describe("the day of an instant", () => {
  test.for([
    ["America/Sao_Paulo", "2026-12-01T01:30:00Z", "2026-11-30"],
    ["Pacific/Auckland", "2026-11-30T13:15:00Z", "2026-12-01"],
    ["Europe/Paris", "2026-11-30T22:59:59.999Z", "2026-11-30"],
    ["Europe/Paris", "2026-11-30T23:00:00Z", "2026-12-01"],
    ["Europe/Paris", "2026-12-01T00:30:00Z", "2026-12-01"],
    ["UTC", "2026-11-30T23:59:59.999Z", "2026-11-30"],
  ] as const)("is that of the zone's calendar: %s at %s is on %s", ([timeZone, at, day]) => {
    expect(dayOf(new Date(at), timeZone)).toBe(day);
  });

  test("lies between the beginning and the end of this day, in every zone and across changes of clocks", () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const day = dayOf(at, timeZone);
        expect(startOfDay(day, timeZone).getTime()).toBeLessThanOrEqual(at.getTime());
        expect(endOfDay(day, timeZone).getTime()).toBeGreaterThan(at.getTime());
      }),
    );
  });
});

describe("a day", () => {
  test("begins one instant after the day before it, whatever the clock does at midnight", () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const day = dayOf(at, timeZone);
        const start = startOfDay(day, timeZone);
        expect(dayOf(start, timeZone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), timeZone) < day).toBe(true);
      }),
    );
  });

  test.for([
    ["Europe/Paris", "2026-03-29", 23],
    ["Europe/Paris", "2026-10-25", 25],
    ["Pacific/Auckland", "2026-09-27", 23],
    ["Pacific/Auckland", "2026-04-05", 25],
    // The clock went from 00:00 to 01:00: the day had no midnight.
    ["America/Sao_Paulo", "2018-11-04", 23],
    ["America/Sao_Paulo", "2019-02-16", 25],
    ["America/Sao_Paulo", "2026-11-01", 24],
    ["UTC", "2026-03-29", 24],
  ] as const)("in %s on %s is %i hours long", ([timeZone, day, hours]) => {
    const length = endOfDay(day, timeZone).getTime() - startOfDay(day, timeZone).getTime();
    expect(length / (3600 * second)).toBe(hours);
  });

  test("is counted on and back in days, whatever the clocks do", () => {
    expect(plusDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(plusDays("2026-03-01", -29)).toBe("2026-01-31");
    expect(mondayOf("2026-03-29")).toBe("2026-03-23");
  });

  test.for([
    "2026-02-30",
    "2026-13-01",
    "2026-1-1",
    "31/01/2026",
    "0026-01-01",
    "1899-12-31",
    "9999-12-31",
    "",
    "today",
  ])("is no day: %j", (text) =>
    expect([isDay(text), daySchema.safeParse(text).success]).toEqual([false, false]),
  );

  test.for(["2028-02-29", "1900-01-01", "9998-12-31"])("exists: %s", (day) => {
    expect([isDay(day), daySchema.safeParse(day).success]).toEqual([true, true]);
    expect(endOfDay(day, "Pacific/Auckland").toISOString()).toMatch(/Z$/);
  });
});

describe("a time zone", () => {
  test("is any that this server lists, and the aliases that browsers tell", () => {
    const aliases = ["UTC", "Etc/UTC", "GMT", "Asia/Calcutta", "Asia/Kolkata", "Europe/Kiev", "Europe/Kyiv"];
    for (const name of [...Intl.supportedValuesOf("timeZone"), ...aliases])
      expect(isTimeZone(name), name).toBe(true);
  });

  test.for([
    "+02:00",
    "-0300",
    "+02",
    "Europe/Atlantis",
    "Etc/Unknown",
    "",
    " UTC",
    "UTC\0",
    "../UTC",
    "a".repeat(5000),
  ])("is not %j", (name) => expect(isTimeZone(name)).toBe(false));
});
