// Reads {name: card} on stdin, parses and renders each as Teams' own renderer does; writes {name: [warning]}.
const path = process.argv[2];
const AdaptiveCards = require(path);
const cards = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = {};
for (const [name, json] of Object.entries(cards)) {
  const card = new AdaptiveCards.AdaptiveCard();
  const context = new AdaptiveCards.SerializationContext();
  card.parse(json, context);
  const wrong = [];
  for (let at = 0; at < context.eventCount; at++) wrong.push(context.getEventAt(at).message);
  for (const failure of card.validateProperties().validationEvents) wrong.push(failure.message);
  for (const input of card.getAllInputs()) if (!input.label) wrong.push(`${input.id} has no label`);
  if (Object.keys(json).length && !card.getItemCount()) wrong.push("nothing in it");
  found[name] = wrong;
}
process.stdout.write(JSON.stringify(found));
