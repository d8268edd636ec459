/** Values that a label can take: the list of them, or where it lies elsewhere their form and what they are. */
export type LabelValues = readonly string[] | { readonly form: RegExp; readonly what: string };

/** A metric in the form the registry, the reference in the documentation and the tests are made from. */
export interface MetricDeclaration {
  readonly type: "counter" | "gauge" | "histogram";
  readonly name: string;
  /** One sentence. */
  readonly help: string;
  readonly labels?: Readonly<Record<string, LabelValues>>;
  /** Upper bounds, ascending; of histograms alone. */
  readonly buckets?: readonly number[];
}

/** Whether a declared label can have this value. */
export function canHave(values: LabelValues, value: string): boolean {
  return "form" in values ? values.form.test(value) : values.includes(value);
}
