/** An option as one types it; of a list each on its own, and what is `undefined` not at all. */
type CommandOptions = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** What a shell takes as one word. */
const word = (text: string) => (/^[\w./:=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/**
 * The command that makes the same model of the same file, as one would type it: what was given, in the order given,
 * with the model's own paths. How many threads there were changes nothing.
 */
export function trainingCommand(dataName: string, options: CommandOptions): string {
  const paths = {
    data: `data/${dataName}`,
    out: "data/model",
    compared: "data/model/compared.json",
    description: "data/description.json",
  };
  const given = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || name === "threads") return [];
    if (typeof value === "object") return value.map((one) => `--${name} ${word(one)}`);
    const own = paths[name as keyof typeof paths];
    return [`--${name} ${word(String(own ?? value))}`];
  });
  return `npm run train -- ${given.join(" ")}`;
}
