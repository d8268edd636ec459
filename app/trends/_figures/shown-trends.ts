import type { TrendMark } from "@/app/_charts/prepare-trends";
import type { TrendWindow } from "@/lib/trends/trends";

/** What every chart of the page draws: the same windows and the same marks. */
export interface ShownTrends {
  readonly windows: readonly TrendWindow[];
  readonly marks: readonly TrendMark[];
}
