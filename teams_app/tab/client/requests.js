// What every htmx request has in common: the token, JSON, and a plain word where it fails.
import { forgetToken, hasToken, headers, token } from "./teams.js";

const again = new WeakSet();

/** A sentence that the page brought along for its scripts. */
export function word(name) {
  return document.getElementById("words")?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}

/** Says in red what went wrong, or takes it away again. */
export function trouble(name) {
  const place = document.getElementById("trouble");
  if (!place) return;
  place.replaceChildren();
  if (!name) return;
  const said = document.createElement("p");
  said.className = "notice error-notice";
  said.textContent = word(name);
  place.append(said);
}

/** Says shortly that something went well. */
export function toast(name) {
  const said = document.createElement("p");
  said.className = "toast";
  said.textContent = word(name);
  document.getElementById("toasts")?.append(said);
}

function sendsJson(htmx) {
  htmx.defineExtension("json-form", {
    onEvent(name, event) {
      if (name === "htmx:configRequest") event.detail.headers["Content-Type"] = "application/json";
      return true;
    },
    encodeParameters(xhr, parameters) {
      xhr.overrideMimeType("text/html");
      const sent = {};
      for (const [name, value] of parameters.entries()) {
        sent[name] = name in sent ? [sent[name], value].flat() : value;
      }
      return JSON.stringify(sent);
    },
  });
}

async function withFreshToken(event) {
  if (hasToken()) return;
  event.preventDefault();
  try {
    await token();
  } catch {
    trouble("signed-out");
    return;
  }
  event.detail.issueRequest(true);
}

/** Asks our own server with a token, once more with a fresh one where the first is refused. */
export async function ask(path, options = {}) {
  const send = async () => {
    await token();
    return fetch(path, { ...options, headers: { ...options.headers, ...headers() }, cache: "no-store" });
  };
  const answer = await send();
  if (answer.status !== 401) return answer;
  forgetToken();
  return send();
}

async function onceMore(htmx, detail) {
  forgetToken();
  try {
    await token();
  } catch {
    trouble("signed-out");
    return;
  }
  const { target, requestConfig, pathInfo } = detail;
  const source = requestConfig.elt;
  htmx.ajax(requestConfig.verb.toUpperCase(), pathInfo.requestPath, { source, target });
}

function onAnswer(htmx, event) {
  const { xhr, requestConfig } = event.detail;
  const elt = requestConfig.elt;
  if (xhr.status === 401) {
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    if (again.has(elt)) {
      again.delete(elt);
      trouble("signed-out");
      return;
    }
    again.add(elt);
    onceMore(htmx, event.detail);
    return;
  }
  again.delete(elt);
  const ours = (xhr.getResponseHeader("Content-Type") ?? "").startsWith("text/html");
  if (xhr.status >= 400 && ours) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
  trouble(xhr.status >= 400 && !ours ? "server" : "");
}

/** Gives every request its token and every failure its sentence. */
export function watchRequests(htmx) {
  sendsJson(htmx);
  document.addEventListener("htmx:confirm", withFreshToken);
  document.addEventListener("htmx:configRequest", (event) => Object.assign(event.detail.headers, headers()));
  document.addEventListener("htmx:beforeSwap", (event) => onAnswer(htmx, event));
  document.addEventListener("htmx:sendError", () => trouble("offline"));
  document.addEventListener("htmx:timeout", () => trouble("offline"));
}
