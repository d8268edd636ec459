import type { Moments } from "./board";
import { max, ofMicrocalc, series } from "./queries";

export const starts: Moments = {
  name: "Starts",
  timestamps: `(${ofMicrocalc(series("process_start_time_seconds"))})`,
  color: "blue",
  text: "{{instance}}",
};

export const promotions: Moments = {
  name: "Promotions",
  timestamps: max(series("microcalc_champion_promoted_timestamp_seconds"), "model_version"),
  color: "purple",
  text: "{{model_version}} became champion",
};
