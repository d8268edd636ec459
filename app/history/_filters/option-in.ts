/** The option a select element names; `null` for its empty choice. */
export function optionIn<Option extends string>(options: readonly Option[], value: string): Option | null {
  return options.find((option) => option === value) ?? null;
}
