import type { Refusal } from "./address";

export const tooManyRequests = (seconds: number): Refusal => [
  429,
  `Too much was asked for in a short time. Please try again in ${seconds} seconds.`,
  seconds,
];
