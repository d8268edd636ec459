/** What comes first in a date with the year at its end: 31/01/2026, 01/31/2026. */
export const dateOrders = ["day_first", "month_first"] as const;
export type DateOrder = (typeof dateOrders)[number];
