"use client";

import { useTimeZone } from "next-intl";
import { utc } from "@/lib/time-zone";

/** The time zone in which this page writes times, and in which a day of the reader's is one. */
export const useReaderTimeZone = (): string => useTimeZone() ?? utc;
