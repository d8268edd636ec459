"use client";

import { Component, type ReactNode } from "react";
import { MissingPart } from "./missing-part";
import classes from "./part-boundary.module.css";
import { isMissingScript } from "./reload-outdated";

const showModal = (dialog: HTMLDialogElement | null) => dialog?.showModal();

interface PartBoundaryState {
  readonly error: Error | null;
}

/** Around parts with scripts of their own that stand outside every page, where the page's own error would not do. */
// biome-ignore lint/style/useReactFunctionComponents: React catches errors of its children in classes alone.
export class PartBoundary extends Component<{ readonly children: ReactNode }, PartBoundaryState> {
  static getDerivedStateFromError(error: Error): PartBoundaryState {
    return { error };
  }

  override state: PartBoundaryState = { error: null };

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    // A dialog is all that shows on a locked page.
    if (isMissingScript(error))
      return (
        <dialog ref={showModal} className={classes.dialog} onCancel={(event) => event.preventDefault()}>
          <MissingPart />
        </dialog>
      );
    throw error;
  }
}
