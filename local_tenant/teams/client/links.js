/** Where links lead: deep links stay inside, everything else opens a new page. */
import { go } from "./place.js";

const ENTITY = /^https:\/\/teams\.microsoft\.com\/l\/entity\/([^/?]+)\/([^/?]+)/;

/** The tab a Teams deep link names, the app's own or one in a channel or a chat; or null. */
export function entity(address) {
  const found = ENTITY.exec(address);
  if (!found) return null;
  const query = new URL(address).searchParams;
  let context = {};
  try {
    context = JSON.parse(query.get("context") || "{}");
  } catch {
    // A deep link with a broken context still opens the tab.
  }
  const subPageId = String(context.subEntityId ?? context.subPageId ?? "");
  const view = context.channelId ? "team" : context.chatId ? "meeting" : "tab";
  return { appId: found[1], entityId: decodeURIComponent(found[2]), subPageId, view };
}

/** Follows a link as Teams does. Returns whether it may be followed at all. */
export function follow(address) {
  const inside = entity(address);
  if (inside) {
    go({ view: inside.view, entityId: inside.entityId, subPageId: inside.subPageId });
    return true;
  }
  if (!/^(https?:|mailto:)/i.test(address)) return false;
  window.open(address, "_blank", "noopener,noreferrer");
  return true;
}
