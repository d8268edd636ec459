/** Hands the reader a text as a file, made in the browser. */
export function saveText(fileName: string, text: string, type = "text/plain"): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken the content over by the next turn; an address kept would keep the memory.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
