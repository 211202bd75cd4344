import DOMPurify from "dompurify";
import { Marked } from "marked";
import { useMemo } from "react";
import css from "./markdown.module.css";

// Raw HTML is shown as the text it is; what remains is cleaned all the same.
const marked = new Marked({
  gfm: true,
  async: false,
  renderer: {
    html: ({ text }) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
  },
});

const CLEAN = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ["style", "form", "input", "button", "iframe", "video", "audio"],
  FORBID_ATTR: ["style", "class", "id"],
};

/** Turns Markdown into HTML that can do no harm. */
export function renderMarkdown(text: string): string {
  const html = marked.parse(text, { async: false });
  const body = document.createElement("div");
  body.append(DOMPurify.sanitize(html, { ...CLEAN, RETURN_DOM_FRAGMENT: true }));
  for (const link of body.querySelectorAll("a[href]")) {
    if (/^https?:/i.test(link.getAttribute("href") ?? "")) {
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
    }
  }
  // Pictures from elsewhere would tell others that the notebook was opened.
  for (const image of body.querySelectorAll("img")) {
    if (/^(https?:)?\/\//i.test(image.getAttribute("src") ?? "")) {
      image.replaceWith(image.getAttribute("alt") ?? "");
    }
  }
  return body.innerHTML;
}

export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => ({ __html: renderMarkdown(text) }), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the HTML comes out of the sanitizer
  return <div className={css.markdown} dangerouslySetInnerHTML={html} />;
}
