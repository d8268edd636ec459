import type { Page } from "playwright-core";

/**
 * Runs in the page: does with its text what Chrome's translator does, in every language alike. Each text, there already
 * or added later, goes for two `font` elements that say it; what is not to be translated is left alone. Some texts are
 * replaced by a copy, some are moved into it.
 */
function translateAsChromeDoes(): void {
  const originals = new Map<Element, Text>();
  const isLeftAlone = (text: Text) =>
    !/\S/.test(text.data) ||
    text.parentElement === null ||
    text.parentElement.closest("font, script, style, textarea, [translate=no]") !== null;
  const font = () => {
    const element = document.createElement("font");
    element.style.verticalAlign = "inherit";
    return element;
  };
  const translateText = (text: Text) => {
    if (!text.isConnected || isLeftAlone(text)) return;
    const [outer, inner] = [font(), font()];
    outer.append(inner);
    const isMoved = originals.size % 2 === 0;
    originals.set(outer, text);
    text.replaceWith(outer);
    inner.append(isMoved ? text : text.data);
  };
  const translateIn = (node: Node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = node instanceof Text ? [node] : [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) translateText(text);
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") translateIn(target);
      for (const node of addedNodes) translateIn(node);
    }
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  document.documentElement.classList.add("translated-ltr");
  translateIn(document.body);
  const showOriginal = () => {
    observer.disconnect();
    for (const [outer, text] of originals) outer.replaceWith(text);
  };
  Object.assign(window, { showOriginal });
}

/** Has the page translated from now on. */
export async function translate(page: Page): Promise<void> {
  await page.evaluate(translateAsChromeDoes);
}

/** As the reader may choose after that. */
export async function showOriginal(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { showOriginal: () => void }).showOriginal());
}

/** An element in which something else stands than React has drawn. */
interface WrongText {
  readonly where: string;
  readonly shown: string;
  readonly drawn: string;
}

/** Runs in the page. What React has drawn is in the tree that it keeps, whatever became of the page's nodes. */
function compareWithDrawn(): WrongText[] {
  interface Fiber {
    readonly tag: number;
    readonly memoizedProps: unknown;
    readonly stateNode: unknown;
    readonly child: Fiber | null;
    readonly sibling: Fiber | null;
  }
  interface Props {
    readonly children?: unknown;
    readonly dangerouslySetInnerHTML?: unknown;
  }
  const portal = 4;
  const text = 6;
  const elements = new Set([5, 26, 27]);
  const spaced = (all: string) => all.replace(/\s+/g, " ").trim();
  const isFont = (node: Node) => node.nodeName === "FONT";

  /** The text of an element but for its elements'. */
  const shownIn = (node: Node): string =>
    [...node.childNodes]
      .map((child) => (child instanceof Text ? child.data : isFont(child) ? shownIn(child) : " "))
      .join("");
  function drawnIn(fiber: Fiber | null): string {
    if (fiber === null) return "";
    const isElsewhere = elements.has(fiber.tag) || fiber.tag === portal;
    const own = fiber.tag === text ? String(fiber.memoizedProps) : isElsewhere ? " " : drawnIn(fiber.child);
    return own + drawnIn(fiber.sibling);
  }
  function wrongIn({ memoizedProps, child }: Fiber, node: Element): WrongText[] {
    const { children, dangerouslySetInnerHTML } = memoizedProps as Props;
    const isText = typeof children === "string" || typeof children === "number";
    const [drawn, shown] = [spaced(isText ? String(children) : drawnIn(child)), spaced(shownIn(node))];
    if (drawn === shown || dangerouslySetInnerHTML !== undefined || node.nodeName === "TEXTAREA") return [];
    return [{ where: node.outerHTML.slice(0, 160), shown, drawn }];
  }
  function* fibers(from: Fiber | null): Iterable<Fiber> {
    for (let at = from; at !== null; at = at.sibling) {
      yield at;
      yield* fibers(at.child);
    }
  }

  const root = Object.entries(document).find(([key]) => key.startsWith("__reactContainer$"))?.[1] as Fiber;
  const all = [...fibers((root.stateNode as { readonly current: Fiber }).current)];
  const drawn = all.filter(
    ({ stateNode }) => stateNode instanceof Element && document.body.contains(stateNode),
  );
  if (drawn.length < 20) throw new Error("What React has drawn was not found.");
  const unseen = [...document.querySelectorAll("svg text font, svg tspan font")].map(({ textContent }) => ({
    ...{ where: "a drawing, which shows no such element", shown: "", drawn: textContent },
  }));
  return [...drawn.flatMap((fiber) => wrongIn(fiber, fiber.stateNode as Element)), ...unseen];
}

/** Where the page says something else than React has drawn: old text, doubled text, none. */
export function wrongTexts(page: Page): Promise<WrongText[]> {
  return page.evaluate(compareWithDrawn);
}

/** Runs in the page. */
function dataLeftToTranslators(names: readonly string[]): string[] {
  const alone = [/^[−+-]?\d[\d.,\u00a0\u202f ]*%?$/, /^\d{4}-\d\d-\d\d$/];
  const anywhere = [/\brf-[0-9a-f]{4,}\b/, /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const left: string[] = [];
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode;
    if (parentElement === null || parentElement.closest("script, style, [translate=no]") !== null) continue;
    const own = textContent ?? "";
    const whole = parentElement.textContent.trim();
    const isData =
      alone.some((form) => form.test(whole)) ||
      anywhere.some((form) => form.test(own)) ||
      names.some((name) => own.includes(name));
    if (isData) left.push(parentElement.outerHTML.slice(0, 240));
  }
  return left;
}

/**
 * Texts that a translator may change although they hold data: a number or a day that stands alone, and, in a sentence
 * too, a version, an id or one of these names.
 */
export function unmarkedData(page: Page, names: readonly string[]): Promise<string[]> {
  return page.evaluate(dataLeftToTranslators, names);
}
