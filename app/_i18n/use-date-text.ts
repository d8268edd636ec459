"use client";

import { useLocale } from "next-intl";
import { toDate } from "@/lib/calendar";
import type { Day } from "@/lib/day";
import { utc } from "@/lib/time-zone";
import { useReaderTimeZone } from "./use-reader-time-zone";

/** English is read in many countries: the day comes first and the month is a word, so that none is mistaken. */
const tags: Readonly<Record<string, string>> = { en: "en-GB", fr: "fr" };

function writersIn(tag: string, timeZone: string) {
  const days = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: utc });
  const moments = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, hourCycle: "h23", timeZone });
  const [medium, short, long] = [
    days({ dateStyle: "medium" }),
    days({ day: "numeric", month: "short" }),
    days({ dateStyle: "long" }),
  ];
  const [moment, exact, ofMoment, time] = [
    moments({ dateStyle: "medium", timeStyle: "short" }),
    moments({ dateStyle: "medium", timeStyle: "medium" }),
    moments({ dateStyle: "medium" }),
    moments({ timeStyle: "medium" }),
  ];
  const utcMoment = new Intl.DateTimeFormat(tag, {
    ...{ dateStyle: "medium", timeStyle: "short", hourCycle: "h23", timeZone: utc },
  });
  return {
    /** A calendar day, in whichever zone it was counted. */
    day: (day: Day) => medium.format(toDate(day)),
    shortDay: (day: Day) => short.format(toDate(day)),
    longDay: (day: Day) => long.format(toDate(day)),
    /** Days in a row, both ends included. */
    longDays: (from: Day, to: Day) =>
      from === to ? long.format(toDate(from)) : long.formatRange(toDate(from), toDate(to)),
    /** An instant to the minute, in the reader's zone, as the other three. */
    moment: (instant: string) => moment.format(new Date(instant)),
    /** An instant to the minute where days are counted, in UTC. */
    utcMoment: (instant: string) => utcMoment.format(new Date(instant)),
    /** To the second. */
    exactMoment: (instant: string) => exact.format(new Date(instant)),
    dayOfMoment: (instant: string) => ofMoment.format(new Date(instant)),
    timeOfMoment: (instant: string) => time.format(new Date(instant)),
  };
}

/** By tag and zone. Formats take long to make, and a table has hundreds of times. */
const made = new Map<string, ReturnType<typeof writersIn>>();

/** Writes days and moments, the same way on every page. The same object at every render and in every component. */
export function useDateText() {
  const [locale, timeZone] = [useLocale(), useReaderTimeZone()];
  const tag = tags[locale] ?? locale;
  const key = `${tag} ${timeZone}`;
  const writers = made.get(key) ?? writersIn(tag, timeZone);
  made.set(key, writers);
  return writers;
}
