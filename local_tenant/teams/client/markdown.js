/** Markdown as Teams takes it: bold, italic, links and lists; no HTML, no pictures, no headings. */
import MarkdownIt from "markdown-it";

const full = new MarkdownIt({ html: false, linkify: false, breaks: true });
full.disable(["heading", "lheading", "hr", "blockquote", "code", "fence", "table", "image", "autolink", "reference"]);
const validate = full.validateLink;
full.validateLink = (address) => /^(https?:|mailto:)/i.test(address) && validate(address);

/** HTML of a bot's text; `<at>` around mentioned names is dropped. */
export function html(text) {
  return full.render(text.replace(/<\/?at>/g, ""));
}
