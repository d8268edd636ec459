/**
 * The row that gets the focus when a key is pressed on row `index` of `count`; `null` if the key means nothing here.
 */
export function rowAfterKey(key: string, index: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(index + 1, last);
    case "ArrowUp":
      return Math.max(index - 1, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
