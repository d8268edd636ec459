import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { marked, untranslated } from "./untranslated";

test("a sentence is one element, and each name in it one that translators leave, inside other elements as well", () => {
  const { who, what } = untranslated({ who: "Ada <b>", what: "Left 3" });
  const sentence = [`${who} erased `, createElement("em", { key: "what" }, `the case ${what}`), "."];
  expect(renderToStaticMarkup(marked(sentence))).toBe(
    '<span><span translate="no">Ada &lt;b&gt;</span> erased <em>the case <span translate="no">Left 3</span></em>.</span>',
  );
  expect(renderToStaticMarkup(marked("No name."))).toBe("<span>No name.</span>");
});
