// Reads {name: card} on stdin, parses and renders each as Teams' own renderer does; writes {name: [warning]}.
const path = process.argv[2];
const AdaptiveCards = require(path);
const cards = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = {};
// Choices that come from a dataset are none of the card's own; the renderer would miss them.
function withChoices(json) {
  if (Array.isArray(json)) return json.map(withChoices);
  if (json === null || typeof json !== "object") return json;
  const filled = Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withChoices(value)]));
  return json["choices.data"] ? { ...filled, choices: [{ title: "x", value: "x" }] } : filled;
}
for (const [name, json] of Object.entries(cards)) {
  const card = new AdaptiveCards.AdaptiveCard();
  const context = new AdaptiveCards.SerializationContext();
  card.parse(withChoices(json), context);
  const wrong = [];
  for (let at = 0; at < context.eventCount; at++) wrong.push(context.getEventAt(at).message);
  for (const failure of card.validateProperties().validationEvents) wrong.push(failure.message);
  for (const input of card.getAllInputs()) if (!input.label) wrong.push(`${input.id} has no label`);
  if (Object.keys(json).length && !card.getItemCount()) wrong.push("nothing in it");
  found[name] = wrong;
}
process.stdout.write(JSON.stringify(found));
