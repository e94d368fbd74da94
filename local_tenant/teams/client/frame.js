/** A page of the app in a frame, and what Teams answers to TeamsJS in it (platform.md 9). */
import { locale, tokenFor } from "./api.js";
import { make } from "./dom.js";
import { follow } from "./links.js";
import { choosePeople } from "./people.js";

const RUNTIME = JSON.stringify({
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: {},
  supports: { pages: { config: {}, currentApp: {} }, people: {}, stageView: {} },
});
const SANDBOX =
  "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals";
const session = crypto.randomUUID();

export class AppFrame {
  /**
   * `spot`: the page's `address` and `name`, `entityId`, `subPageId`, its `frameContext` (content, settings
   * or sidePanel), and `about`: what Teams' context says of the place besides.
   */
  constructor(shell, setup, spot) {
    this.shell = shell;
    this.setup = setup;
    this.spot = spot;
    this.heard = (event) => this.received(event);
  }

  get origin() {
    return new URL(this.setup.appUrl).origin;
  }

  /** Puts the page into `pane`, for a person, a language and a theme. */
  open(pane, now) {
    this.place = now;
    const loading = make("p.loading", { role: "status" }, this.shell.said.loading, " …");
    this.frame = make("iframe.tab-frame", {
      src: this.spot.address,
      title: this.spot.name,
      sandbox: SANDBOX,
      allow: "clipboard-write",
      onload: () => loading.remove(),
    });
    addEventListener("message", this.heard);
    pane.replaceChildren(loading, this.frame);
  }

  /** The frame is gone: nothing it says is heard any more. */
  close() {
    removeEventListener("message", this.heard);
    this.frame?.remove();
  }

  /** Tells the page of a new theme. */
  wear(now) {
    if (this.place.theme !== now.theme) this.tell("themeChange", [now.theme]);
    this.place = now;
  }

  tell(func, args) {
    this.frame?.contentWindow?.postMessage({ func, args }, this.origin);
  }

  async received(event) {
    if (!this.frame || event.source !== this.frame.contentWindow) return;
    if (event.origin !== this.origin || typeof event.data?.func !== "string") return;
    const { id, uuid, uuidAsString, func } = event.data;
    const args = await this.answer(func, event.data.args ?? []);
    if (args) event.source.postMessage({ id, uuid, uuidAsString, args }, event.origin);
  }

  /** The arguments of the answer to a TeamsJS call; undefined where Teams answers nothing. */
  async answer(func, args) {
    switch (func) {
      case "initialize":
        return [this.spot.frameContext, "web", RUNTIME, "2.0.1"];
      case "getContext":
        return [this.context()];
      case "authentication.getAuthToken":
        return this.token();
      case "people.selectPeople":
        return choosePeople(this.shell, args[0] ?? {});
      case "executeDeepLink":
      case "app.openLink":
        return [follow(String(args[0])), "This link cannot be opened."];
      case "pages.currentApp.navigateTo":
        return this.navigate(args[0]?.pageId, args[0]?.subPageId);
      case "pages.currentApp.navigateToDefaultPage":
        return this.navigate("", "");
      case "pages.navigateToApp":
      case "navigateToApp":
        return this.navigateToApp(args[0]);
      case "settings.getSettings":
      case "pages.getConfig":
        return [this.settings()];
      case "navigateCrossDomain":
        return [false, "Only pages of the app open in its tab."];
      default:
        return undefined;
    }
  }

  settings() {
    return { entityId: this.spot.entityId, contentUrl: this.spot.address };
  }

  async token() {
    try {
      return [true, await tokenFor(this.place.person)];
    } catch {
      return [false, "CancelledByUser"];
    }
  }

  navigate(entityId, subPageId) {
    this.shell.openTab(entityId || undefined, subPageId ?? "");
    return [true];
  }

  navigateToApp(asked) {
    if (typeof asked === "string") return [follow(asked)];
    return this.navigate(asked?.pageId, asked?.subPageId);
  }

  context() {
    const me = this.setup.people.find((one) => one.key === this.place.person);
    return {
      theme: this.place.theme,
      locale: locale(this.place.language).toLowerCase(),
      entityId: this.spot.entityId,
      subEntityId: this.spot.subPageId,
      frameContext: this.spot.frameContext,
      hostName: "Teams",
      hostClientType: "web",
      sessionId: session,
      appSessionId: session,
      tid: me?.tenantId,
      userObjectId: me?.objectId,
      userPrincipalName: me?.mail,
      loginHint: me?.mail,
      userDisplayName: me?.name,
      isFullScreen: false,
      ...this.spot.about,
    };
  }
}
