interface Instruction {
  /** In capitals, as in `COPY`. */
  readonly keyword: string;
  readonly text: string;
}

export interface BuildStage {
  readonly base: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile in order. Comments and line continuations are taken out; nothing is expanded. */
export function parseDockerfile(text: string): BuildStage[] {
  const lines = text
    .split("\n")
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  const stages: { base: string; name: string | null; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, keyword = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (keyword.toUpperCase() === "FROM") {
      const [base = "", , name = null] = rest.split(/\s+/);
      stages.push({ base, name, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push({ keyword: keyword.toUpperCase(), text: rest });
    }
  }
  return stages;
}

/** The texts of all instructions of one kind. */
export function instructions(stage: BuildStage, keyword: string): string[] {
  return stage.instructions.filter((one) => one.keyword === keyword).map(({ text }) => text);
}

/** The command behind an instruction in exec form, `CMD ["node", "main.js"]`; throws for the shell form. */
export function execForm(text: string): string[] {
  const list: unknown = JSON.parse(text.slice(text.indexOf("[")));
  if (!Array.isArray(list) || list.some((word) => typeof word !== "string"))
    throw new Error(`No exec form: ${text}`);
  return list;
}

export function environmentOf(stage: BuildStage): Record<string, string> {
  const pairs = instructions(stage, "ENV").flatMap((text) => text.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
}

/** What a stage copies out of the build context, not out of other stages. */
export function copiedFromContext(stage: BuildStage): string[] {
  return instructions(stage, "COPY")
    .filter((text) => !text.startsWith("--from="))
    .flatMap((text) => text.split(/\s+/).slice(0, -1));
}

function patternToExpression(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("**/", "\u0000")
    .replaceAll("*", "[^/]*")
    .replaceAll("\u0000", "(?:.*/)?");
  return new RegExp(`^${source}(?:/|$)`);
}

/** Whether a .dockerignore lets a file through: the last line that matches it or a folder above it decides. */
export function reachesBuild(ignoreFile: string, file: string): boolean {
  let reaches = true;
  for (const line of ignoreFile.split("\n").map((text) => text.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const negated = line.startsWith("!");
    if (patternToExpression(negated ? line.slice(1) : line).test(file)) reaches = negated;
  }
  return reaches;
}
