/** One sample of an exposition. */
export interface ExposedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const escapes: Readonly<Record<string, string>> = { "\\\\": "\\", '\\"': '"', "\\n": "\n" };
const sampleForm = /^([a-z_][\w:]*)(?:\{(.*)\})? (\S+)$/i;

/** The samples of a text in Prometheus' format; throws at a line that is neither one nor a comment. */
export function samplesOf(exposition: string): ExposedSample[] {
  const lines = exposition.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [, name, labels = "", value] = sampleForm.exec(line) ?? [];
    if (name === undefined) throw new Error(`No sample: ${line}`);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(
      ([, label = "", text = ""]) =>
        [label, text.replaceAll(/\\[\\"n]/g, (seen) => escapes[seen] ?? seen)] as const,
    );
    return { name, labels: Object.fromEntries(pairs), value: Number(value) };
  });
}
