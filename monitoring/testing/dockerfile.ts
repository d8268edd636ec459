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

export interface Dockerfile {
  /** The defaults of the arguments before the first stage, which FROM may name. */
  readonly args: Readonly<Record<string, string>>;
  /** In order. */
  readonly stages: readonly BuildStage[];
}

/** Comments and line continuations are taken out; nothing is expanded. */
export function parseDockerfile(text: string): Dockerfile {
  const lines = text
    .split("\n")
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  const args: Record<string, string> = {};
  const stages: { base: string; name: string | null; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, keyword = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    const stage = stages.at(-1);
    if (keyword.toUpperCase() === "FROM") {
      const [base = "", , name = null] = rest.split(/\s+/);
      stages.push({ base, name, instructions: [] });
    } else if (stage === undefined) {
      const [name = "", value = ""] = rest.split(/=(.*)/s);
      args[name] = value;
    } else {
      stage.instructions.push({ keyword: keyword.toUpperCase(), text: rest });
    }
  }
  return { args, stages };
}

/** The last stage, which becomes the image. */
export function imageStage(stages: readonly BuildStage[]): BuildStage {
  const last = stages.at(-1);
  if (last === undefined) throw new Error("The Dockerfile has no stage.");
  return last;
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

/** The pairs of all instructions of a kind that sets names to values: ENV, LABEL. */
export function pairsOf(stage: BuildStage, keyword: "ENV" | "LABEL"): Record<string, string> {
  const pairs = instructions(stage, keyword).flatMap((text) => text.match(/[^\s=]+=(?:"[^"]*"|\S*)/g) ?? []);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      return [name, value.replaceAll('"', "")];
    }),
  );
}

/** The words of a COPY: from which stage, `null` for the build context, what, and to where. */
export function copyOf(text: string): { from: string | null; sources: string[]; target: string } {
  const words = text.split(/\s+/);
  const from = words[0]?.startsWith("--from=") ? (words.shift()?.slice("--from=".length) ?? null) : null;
  return { from, sources: words.slice(0, -1), target: words.at(-1) ?? "" };
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
