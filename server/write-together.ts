import { randomBytes } from "node:crypto";
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Refuses, before the work is done, a path that nothing could be written to. */
export function checkTarget(file: string): void {
  const folder = path.dirname(path.resolve(file));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Error(`${file} cannot be written: there is no folder ${folder}.`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new Error(`${file} cannot be written: it is a folder.`);
}

/**
 * Writes each content beside its file, then moves all into their places. Synchronous: no signal is handled in between,
 * so that an interrupted command leaves whole files or none.
 */
export function writeTogether(contents: ReadonlyMap<string, string | Uint8Array>): void {
  const staged = Array.from(contents, ([file, content]) => ({
    file,
    content,
    beside: `${file}.${randomBytes(6).toString("hex")}.tmp`,
  }));
  try {
    for (const { beside, content } of staged) writeFileSync(beside, content);
    for (const { beside, file } of staged) renameSync(beside, file);
  } finally {
    for (const { beside } of staged) rmSync(beside, { force: true });
  }
}
