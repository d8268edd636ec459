/** A text node of React's and the translation that stands in the page for it. */
interface Translated {
  readonly translation: Element;
  /** What the node said before it was emptied. */
  readonly data: string;
}

const translated = new WeakMap<Text, Translated>();
const originals = new WeakMap<Node, Text>();

const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE;
/** Translators of browsers put text into this element, which no page of ours has. */
const isNewTranslation = (node: Node | null): node is Element =>
  node !== null && node.nodeName === "FONT" && !originals.has(node);

/** The translation that took the place of a text node: in the same step, before it, after it, or where it had been. */
function translationFor(removal: MutationRecord, records: readonly MutationRecord[]): Element | undefined {
  const { target, addedNodes, previousSibling, nextSibling } = removal;
  const isHere = (node: Node | null): node is Element => isNewTranslation(node) && node.parentNode === target;
  const beside = [...addedNodes, previousSibling, nextSibling].find(isHere);
  if (beside !== undefined) return beside;
  return records
    .filter(
      (other) =>
        other.target === target &&
        other.previousSibling === previousSibling &&
        other.nextSibling === nextSibling,
    )
    .flatMap((other) => [...other.addedNodes])
    .find(isHere);
}

/** Lets React's node stand, emptied, before its translation. */
function keepBoth(text: Text, translation: Element): void {
  if (translation.contains(text)) text.replaceWith(text.cloneNode());
  translation.before(text);
  translated.set(text, { translation, data: text.data });
  originals.set(translation, text);
  text.data = "";
}

/** Takes the translation out; the node says what React wrote last, in the place where React has it. */
function endTranslation(text: Text, { translation, data }: Translated, isWritten: boolean): void {
  translated.delete(text);
  if (!isWritten && text.data === "") text.data = data;
  // Inserted again, so that the translator finds it.
  if (text.nextSibling === translation) translation.replaceWith(text);
  else translation.remove();
}

/** Ends what React, or a translator that takes itself back, has touched. */
function endTouched(records: readonly MutationRecord[]): void {
  const written = new Set(records.filter(({ type }) => type === "characterData").map(({ target }) => target));
  const removed = records.flatMap(({ removedNodes }) => [...removedNodes]);
  for (const node of new Set([...written, ...removed])) {
    const text = isText(node) ? node : originals.get(node);
    const state = text === undefined ? undefined : translated.get(text);
    if (text === undefined || state === undefined) continue;
    const isWritten = written.has(text);
    if (isWritten || text.nextSibling !== state.translation) endTranslation(text, state, isWritten);
  }
}

function keepReplaced(records: readonly MutationRecord[]): void {
  for (const record of records) {
    for (const text of record.removedNodes) {
      if (!isText(text) || text.parentNode === record.target) continue;
      const translation = translationFor(record, records);
      if (translation !== undefined) keepBoth(text, translation);
    }
  }
}

/**
 * Keeps a page right while the browser translates it. A translator puts an element in the place of each text node.
 * React goes on writing into its node, which the page no longer shows, and fails when it removes it. So the node is put
 * back, emptied, before the translation; as soon as React writes, moves or removes it, the translation goes. That
 * happens before the next frame, so that no old text is drawn beside a new one.
 */
export function keepTextCurrent(page: Document): void {
  const observer = new MutationObserver((records) => {
    endTouched(records);
    keepReplaced(records);
    // Of what was done here.
    observer.takeRecords();
  });
  observer.observe(page, { childList: true, characterData: true, subtree: true });
}
