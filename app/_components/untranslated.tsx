import {
  Children,
  cloneElement,
  createElement,
  Fragment,
  isValidElement,
  type PropsWithChildren,
  type ReactNode,
} from "react";

/** A name that people gave, such as a case reference: translators leave it as it is. */
export function Untranslated({ children }: { children?: ReactNode }) {
  return <span translate="no">{children}</span>;
}

/** Tags for `t.rich`: `<code>` holds text that a reader types exactly as shown, such as a value of a file. */
export const asTyped = { code: (text: ReactNode) => <code translate="no">{text}</code> };

/** Around a name in a sentence, until {@link marked} has put an element there. For private use in Unicode. */
const [begin, end] = ["\uE000", "\uE001"] as const;
const names = new RegExp(`${begin}([^${end}]*)${end}`);

/** Values of a sentence that translators leave as they are: case references, versions, names. For {@link marked}. */
export const untranslated = <Name extends string>(values: Readonly<Record<Name, string>>) =>
  Object.fromEntries(
    Object.entries<string>(values).map(([name, text]) => [name, begin + text + end]),
  ) as Record<Name, string>;

function withElements(sentence: ReactNode): ReactNode {
  if (typeof sentence === "string") {
    // Every second part is a name.
    const parts = sentence.split(names);
    return createElement(
      Fragment,
      null,
      ...parts.map((part, i) => (i % 2 === 0 ? part : createElement(Untranslated, null, part))),
    );
  }
  if (Array.isArray(sentence)) return Children.map(sentence, withElements);
  if (isValidElement<PropsWithChildren>(sentence) && sentence.props.children !== undefined)
    return cloneElement(sentence, undefined, withElements(sentence.props.children));
  return sentence;
}

/**
 * A sentence whose names are elements of their own. The formatter of messages takes texts alone. It is one element,
 * since a flexible box, as in buttons, sets the parts of a text apart and drops the blanks between them.
 */
export const marked = (sentence: ReactNode) => <span>{withElements(sentence)}</span>;
