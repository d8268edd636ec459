"use client";

import { type KeyboardEvent, useState } from "react";
import { readSessionValue } from "../session-value";
import { rowAfterKey } from "./row-after-key";

interface PageKeys {
  readonly onNewer: (() => void) | undefined;
  readonly onOlder: (() => void) | undefined;
}

/** The links of the rows, top to bottom. */
export function rowLinks(container: HTMLElement): HTMLAnchorElement[] {
  return [...container.querySelectorAll<HTMLAnchorElement>("a[data-row]")];
}

/** One Tab stop for all rows, which arrows, Home and End walk; Page Up and Page Down change the page. */
export function useRowKeys(ids: readonly string[], { onNewer, onOlder }: PageKeys) {
  const [chosen, setChosen] = useState(() => readSessionValue("opened"));
  const tabStop = chosen !== null && ids.includes(chosen) ? chosen : ids[0];

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const turn = event.key === "PageDown" ? onOlder : event.key === "PageUp" ? onNewer : undefined;
    const links = rowLinks(event.currentTarget);
    const index = links.indexOf(document.activeElement as HTMLAnchorElement);
    const row = index === -1 ? null : rowAfterKey(event.key, index, links.length);
    if (turn === undefined && row === null) return;
    event.preventDefault();
    turn?.();
    if (row !== null) links[row]?.focus();
  }
  return { tabStop, choose: setChosen, onKeyDown };
}
