/** Versions of the model, and ids. */
const tokens = /\brf-[0-9a-f]+\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Numbers, dates in digits, versions of the model or ids, and nothing else. */
const isData = (text: string): boolean => /^[^\p{L}]*\d[^\p{L}]*$/u.test(text.replace(tokens, "0"));

/** What can hold nothing but one text is left alone as a whole where there is data in it. */
const holdsData = ({ nodeName, textContent }: Element): boolean =>
  isData(textContent) || (nodeName === "OPTION" && textContent.search(tokens) >= 0);

/** Those that were marked here, which may come to hold words. */
const marked = new WeakSet<Element>();

function mark(text: Node): void {
  const { parentElement, nodeValue } = text;
  if (parentElement === null || nodeValue?.trim() === "") return;
  if (holdsData(parentElement)) {
    if (parentElement.hasAttribute("translate")) return;
    parentElement.setAttribute("translate", "no");
    marked.add(parentElement);
  } else if (marked.delete(parentElement)) parentElement.removeAttribute("translate");
}

function markIn(node: Node): void {
  if (node.nodeType === Node.TEXT_NODE) mark(node);
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) mark(texts.currentNode);
}

/**
 * Marks every element that holds data alone, and every option with data in it, as not to be translated, whenever a page
 * draws one. It begins when the page has loaded, which is when translators do; before, React would find other
 * attributes than the server sent.
 */
export function markData(page: Document): void {
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") mark(target);
      for (const node of addedNodes) markIn(node);
    }
  });
  const begin = () => {
    observer.observe(page, { childList: true, characterData: true, subtree: true });
    markIn(page);
  };
  addEventListener("load", begin, { once: true });
}
