/** The database cannot be had. The message is one or two sentences for the person at the terminal. */
export class DatabaseStartError extends Error {
  override readonly name: string = "DatabaseStartError";
}

/** Another process uses this home. */
export class HomeInUseError extends DatabaseStartError {
  override readonly name: string = "HomeInUseError";
  readonly pid: number | null;

  constructor(home: string, pid: number | null) {
    const who = pid === null ? "Another Microcalc process" : `Another Microcalc process (pid ${pid})`;
    super(`${who} is using ${home}. Stop it first, or choose another folder with MICROCALC_HOME.`);
    this.pid = pid;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "there is a file of that name",
};

/** The system's error code in words, `null` for one that says nothing to a person. */
export function systemReason(error: unknown): string | null {
  return (error instanceof Error && "code" in error && reasons[String(error.code)]) || null;
}
