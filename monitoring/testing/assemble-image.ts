import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { type BuildStage, copyOf, pairsOf, parseDockerfile, reachesBuild } from "./dockerfile";
import { withOnly } from "./image-process";
import { projectRoot, readText } from "./project-file";

/** Whether something below a folder may be let through, although the folder itself is not. */
const mayHoldExceptions = (ignoreFile: string, folder: string) =>
  ignoreFile.split("\n").some((line) => line.trim().startsWith(`!${folder}/`));

/** Every file of the project that .dockerignore lets through to the build, whatever git says of it. */
function contextFiles(ignoreFile: string, folder = ""): string[] {
  return readdirSync(path.join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    const reaches = reachesBuild(ignoreFile, file);
    if (!entry.isDirectory()) return reaches ? [file] : [];
    return reaches || mayHoldExceptions(ignoreFile, file) ? contextFiles(ignoreFile, file) : [];
  });
}

const execute = promisify(execFile);

/** The project's packages, as hard links where the file system allows it: what `npm ci` would put there. */
async function installPackages(folder: string): Promise<void> {
  const packages = path.join(projectRoot, "node_modules");
  await execute("cp", ["--archive", "--link", packages, folder]).catch(() =>
    execute("cp", ["--archive", packages, folder]),
  );
}

/** Copies as COPY does: a folder's content into the target, a file to it, or into it where it is a folder. */
async function copy(from: string, target: string): Promise<void> {
  const isFolder = statSync(from).isDirectory();
  const intoFolder =
    !isFolder && (target.endsWith("/") || (existsSync(target) && statSync(target).isDirectory()));
  await cp(from, intoFolder ? path.join(target, path.basename(from)) : target, { recursive: true });
}

/** Runs a command of the build in its folder, with the stage's variables and nothing of the caller's own settings. */
async function run(command: string, stage: BuildStage, folder: string): Promise<void> {
  const words = command.replaceAll(/--mount=\S+ /g, "");
  if (/^npm ci\b/.test(words)) {
    await installPackages(folder);
    return;
  }
  try {
    const variables = withOnly(pairsOf(stage, "ENV"));
    await execute("env", [...variables, "sh", "-c", words], { cwd: folder, maxBuffer: 2 ** 26 });
  } catch (cause) {
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr).slice(-4000) : "";
    throw new Error(`The image does not build: RUN ${words}\n${said}`, { cause });
  }
}

/**
 * Does in a folder what the Dockerfile does from the files that .dockerignore lets through, and returns the folder that
 * stands for the root of the image. Two things differ: `npm ci` gives the packages that are installed here, and a RUN
 * of the last stage is not run, since it is about the base's system.
 */
export async function assembleImage(folder: string): Promise<string> {
  const ignoreFile = readText(".dockerignore");
  const context = path.join(folder, "context");
  for (const file of contextFiles(ignoreFile)) cpSync(path.join(projectRoot, file), path.join(context, file));
  const { stages } = parseDockerfile(readText("Dockerfile"));
  const rootOf = (stage: string | null) => path.join(folder, stage ?? "image");
  const copyAll = async (text: string, workFolder: string) => {
    const { from, sources, target } = copyOf(text);
    const origin = from === null ? context : rootOf(from);
    // Not joined: that would take a closing "." or "/" away, which says that the target is a folder.
    for (const source of sources) await copy(path.join(origin, source), `${workFolder}/${target}`);
  };
  for (const stage of stages) {
    const workFolder = path.join(rootOf(stage.name), "app");
    mkdirSync(workFolder, { recursive: true });
    for (const { keyword, text } of stage.instructions) {
      if (keyword === "COPY") await copyAll(text, workFolder);
      if (keyword === "RUN" && stage !== stages.at(-1)) await run(text, stage, workFolder);
    }
  }
  return rootOf(null);
}
