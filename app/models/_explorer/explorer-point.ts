/** An operating point as a mark on the slider. */
export interface ExplorerPoint {
  readonly name: string;
  readonly threshold: number;
  /** The step nearest to its threshold. */
  readonly step: number;
  readonly isInUse: boolean;
}
