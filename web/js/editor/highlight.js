// Python coloured by Lezer: the same grammar and colours that an editor uses.
import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@lezer/python";

export const colours = tagHighlighter([
  { tag: tags.keyword, class: "tok-keyword" },
  { tag: tags.controlKeyword, class: "tok-keyword" },
  { tag: tags.operatorKeyword, class: "tok-keyword" },
  { tag: tags.definitionKeyword, class: "tok-keyword" },
  { tag: tags.moduleKeyword, class: "tok-keyword" },
  { tag: tags.string, class: "tok-string" },
  { tag: tags.special(tags.string), class: "tok-string" },
  { tag: tags.number, class: "tok-number" },
  { tag: tags.bool, class: "tok-number" },
  { tag: tags.null, class: "tok-number" },
  { tag: tags.comment, class: "tok-comment" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "tok-definition" },
  { tag: tags.definition(tags.className), class: "tok-definition" },
  { tag: tags.className, class: "tok-definition" },
  { tag: tags.function(tags.variableName), class: "tok-call" },
  { tag: tags.meta, class: "tok-meta" },
]);

/**
 * @param {string} source
 * @returns {DocumentFragment}
 */
export function coloured(source) {
  const fragment = document.createDocumentFragment();
  const put = (/** @type {string} */ text, /** @type {string} */ classes) => {
    if (!classes) return fragment.append(text);
    const span = document.createElement("span");
    span.className = classes;
    span.textContent = text;
    fragment.append(span);
  };
  highlightCode(source, parser.parse(source), colours, put, () => fragment.append("\n"));
  return fragment;
}
