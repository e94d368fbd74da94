/** Cards, drawn by Microsoft's own renderer and dressed as Teams does. */
import { AdaptiveCard, ExecuteAction, GlobalSettings, OpenUrlAction, SerializationContext, SubmitAction, Version } from "adaptivecards";
import { locale } from "./api.js";
import { hostConfig } from "./card-config.js";
import { make } from "./dom.js";
import { follow } from "./links.js";
import { html } from "./markdown.js";
import { registry } from "./inputs.js";

GlobalSettings.setTabIndexAtCardRoot = false;
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = html(text);
  result.didProcess = true;
};

/**
 * A card's element. `does` are execute(action), submit(action) and search(query), where an action has
 * `json` (with the inputs in its data), `button` and the card's `element`.
 */
export function drawCard(content, place, said, does) {
  const holder = make("div.card", { tabindex: "-1" });
  if (content.msteams?.width?.toLowerCase?.() === "full") holder.classList.add("full");
  try {
    const card = parsed(content, place);
    card.onExecuteAction = (action) => executed(action, holder, does);
    card.onAnchorClicked = (_, anchor) => follow(anchor.getAttribute("href") ?? "") || true;
    card.search = (query) => does.search(query);
    card.said = said;
    holder.append(card.render());
    finish(holder);
  } catch {
    holder.append(make("p.failure", {}, said.unseen));
  }
  return holder;
}

function parsed(content, place) {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig(place.theme);
  const context = new SerializationContext(new Version(1, 6));
  context.setElementRegistry(registry);
  // Teams draws choices.data and the like in cards that say 1.5, so the renderer must not object.
  card.parse({ ...content, version: "1.6", lang: locale(place.language) }, context);
  return card;
}

function executed(action, element, does) {
  const button = action.renderedElement;
  if (action instanceof OpenUrlAction) return follow(action.url ?? "");
  const json = { ...plain(action), data: action.data };
  if (action instanceof ExecuteAction) return does.execute({ json, button, element });
  if (action instanceof SubmitAction) return does.submit({ json, button, element });
  return undefined;
}

function plain(action) {
  const json = { type: action.getJsonTypeName() };
  for (const name of ["id", "title", "verb"]) if (action[name]) json[name] = action[name];
  return json;
}

/** Marks a card as working, with a spinner on the pressed button; null ends it. */
export function setBusy(element, button, text = "") {
  element.toggleAttribute("inert", Boolean(button));
  element.setAttribute("aria-busy", String(Boolean(button)));
  element.querySelectorAll(".pressed").forEach((one) => one.classList.remove("pressed"));
  element.querySelector(".working")?.remove();
  if (!button) return;
  button.classList.add("pressed");
  element.append(make("span.working", { role: "status" }, text));
}

function finish(holder) {
  // A group of choices is a group for screen readers too; the renderer only labels its first one.
  for (const set of holder.querySelectorAll(".ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect")) {
    const label = set.closest(".ac-input-container")?.querySelector(".ac-input-label");
    set.setAttribute("role", set.matches(".ac-choiceSetInput-expanded") ? "radiogroup" : "group");
    if (label?.id) set.setAttribute("aria-labelledby", label.id);
  }
}
