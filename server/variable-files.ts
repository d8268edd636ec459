import { readFileSync } from "node:fs";

type Variables = Readonly<Record<string, string | undefined>>;

/** Values by name, and what is wrong, in words that repeat no value. */
interface Given {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

/** A file's text without its last line's end; throws a sentence that does not repeat the text. */
function textIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
  if (text === "") throw new Error(`${file} is empty`);
  return text;
}

/**
 * The named variables, each from `NAME` or from the file that `NAME_FILE` names: a secret in a file shows neither in a
 * process list nor in what an engine tells of a container. An empty variable is an unset one; an empty file is a fault,
 * since a secret that was to be there is missing.
 */
export function givenVariables(names: readonly string[], variables: Variables): Given {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of names) {
    const [value, file] = [variables[name] || undefined, variables[`${name}_FILE`] || undefined];
    if (value !== undefined && file !== undefined) {
      faults.push(`${name}: set one of ${name} and ${name}_FILE, not both`);
    } else if (file !== undefined) {
      try {
        values[name] = textIn(file);
      } catch (error) {
        faults.push(`${name}_FILE: ${(error as Error).message}`);
      }
    } else if (value !== undefined) values[name] = value;
  }
  return { values, faults };
}
