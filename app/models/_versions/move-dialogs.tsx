"use client";

import type { ReactNode } from "react";
import { AssignDialog } from "./assign-dialog";
import { ClearDialog } from "./clear-dialog";
import type { PendingMove } from "./pending-move";
import { PromoteDialog } from "./promote-dialog";
import { RollBackDialog } from "./roll-back-dialog";

interface MoveDialogsProps {
  pending: PendingMove;
  onDone: (said: ReactNode) => void;
  onClose: () => void;
}

/** The dialog of the move that somebody is about to make. */
export function MoveDialogs({ pending, onDone, onClose }: MoveDialogsProps) {
  switch (pending.kind) {
    case "promote":
      return <PromoteDialog {...pending} onDone={onDone} onClose={onClose} />;
    case "rollBack":
      return <RollBackDialog {...pending} onDone={onDone} onClose={onClose} />;
    case "assign":
      return <AssignDialog {...pending} onDone={onDone} onClose={onClose} />;
    case "clear":
      return <ClearDialog {...pending} onDone={onDone} onClose={onClose} />;
  }
}
