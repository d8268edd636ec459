import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { marked, untranslated } from "./untranslated";

test("each name of a sentence is an element that translators leave, inside other elements as well", () => {
  const { who, what } = untranslated({ who: "Ada <b>", what: "Left 3" });
  const sentence = [`${who} erased `, createElement("em", { key: "what" }, `the case ${what}`), "."];
  expect(renderToStaticMarkup(marked(sentence))).toBe(
    '<span translate="no">Ada &lt;b&gt;</span> erased <em>the case <span translate="no">Left 3</span></em>.',
  );
  expect(renderToStaticMarkup(marked("No name."))).toBe("No name.");
});
