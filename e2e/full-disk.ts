import { execFile } from "node:child_process";
import { open, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A file system of its own on a folder that is there. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<void> {
  await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=711`, "tmpfs", folder]);
}

export async function unmount(folder: string): Promise<void> {
  await run("umount", [folder]);
}

/** Whether this machine lets us mount: root, and in a container more than that. */
export async function mayMount(): Promise<boolean> {
  return await run("unshare", ["--mount", "true"]).then(
    () => process.getuid?.() === 0,
    () => false,
  );
}

/** Takes all that is free of a file system; gives the way to give it back. */
export async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, "filler");
  const handle = await open(file, "w");
  const block = Buffer.alloc(65_536);
  try {
    while ((await statfs(folder)).bavail > 0) await handle.write(block);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    await handle.close();
  }
  return () => rm(file);
}
