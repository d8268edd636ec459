import { type Board, type Panel, queryPanelsOf, type Target } from "./board";

/** What a rule dislikes, and where. */
interface Finding {
  /** Title of the panel, or its number where it has none; `null` for the board as a whole. */
  readonly panel: string | null;
  /** `refId` of the target. */
  readonly target: string | null;
  readonly message: string;
}

export interface LintRule {
  /** As grafana/dashboard-linter calls it. */
  readonly name: string;
  readonly find: (board: Board) => Finding[];
}

/** Where a target stands. */
export interface Placed {
  readonly board: Board;
  readonly panel: Panel;
  readonly target: Target;
}

/** A rule of the board as a whole. */
export function boardRule(name: string, messages: (board: Board) => string[]): LintRule {
  const find = (board: Board) => messages(board).map((message) => ({ panel: null, target: null, message }));
  return { name, find };
}

const titleOf = (panel: Panel) => panel.title || `panel ${panel.id}`;

/** A rule of every panel that shows data. */
export function panelRule(name: string, messages: (panel: Panel, board: Board) => string[]): LintRule {
  const find = (board: Board) =>
    queryPanelsOf(board).flatMap((panel) =>
      messages(panel, board).map((message) => ({ panel: titleOf(panel), target: null, message })),
    );
  return { name, find };
}

/** A rule of every target of these panels. */
export function targetRule(name: string, messages: (placed: Placed) => string[]): LintRule {
  const find = (board: Board) =>
    queryPanelsOf(board).flatMap((panel) =>
      panel.targets.flatMap((target) =>
        messages({ board, panel, target }).map((message) => ({
          panel: titleOf(panel),
          target: target.refId,
          message,
        })),
      ),
    );
  return { name, find };
}
