import { randomBytes } from "node:crypto";
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Refuses, before hours of work, a path that nothing could be written to. */
export function checkTarget(file: string): void {
  const folder = path.dirname(path.resolve(file));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Error(`${file} cannot be written: there is no folder ${folder}.`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new Error(`${file} cannot be written: it is a folder.`);
}

/**
 * Writes each text beside its file, then moves all into their places. Synchronous: no signal is handled in between, so
 * that an interrupted command leaves whole files or none.
 */
export function writeTogether(texts: ReadonlyMap<string, string>): void {
  const staged = Array.from(texts, ([file, text]) => ({
    file,
    text,
    beside: `${file}.${randomBytes(6).toString("hex")}.tmp`,
  }));
  try {
    for (const { beside, text } of staged) writeFileSync(beside, text);
    for (const { beside, file } of staged) renameSync(beside, file);
  } finally {
    for (const { beside } of staged) rmSync(beside, { force: true });
  }
}
