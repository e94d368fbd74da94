/** The app's tab in a frame, and what Teams answers to TeamsJS in it (platform.md 9). */
import { locale, tokenFor } from "./api.js";
import { make } from "./dom.js";
import { follow } from "./links.js";
import { choosePeople } from "./people.js";

const RUNTIME = JSON.stringify({
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: {},
  supports: { pages: { currentApp: {} }, people: {}, stageView: {} },
});
const SANDBOX =
  "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals";

export class TabFrame {
  constructor(shell, setup) {
    this.shell = shell;
    this.setup = setup;
    this.session = crypto.randomUUID();
    addEventListener("message", (event) => this.received(event));
  }

  get origin() {
    return new URL(this.setup.appUrl).origin;
  }

  /** Shows the place's tab; a new theme is told to the page, anything else loads it anew. */
  show(now) {
    this.place = now;
    if (now.view !== "tab") return;
    const key = JSON.stringify([now.person, now.language, now.entityId, now.subPageId]);
    if (key !== this.key) this.load(key);
    else if (now.theme !== this.theme) this.tell("themeChange", [now.theme]);
    this.theme = now.theme;
  }

  get tab() {
    const tabs = this.shell.tabsOf();
    return tabs.find((one) => one.entityId === this.place.entityId) ?? tabs[0];
  }

  load(key) {
    this.key = key;
    const loading = make("p.loading", { role: "status" }, this.shell.said.loading, " …");
    this.frame = make("iframe.tab-frame", {
      src: this.origin + this.tab.path,
      title: this.tab.name,
      sandbox: SANDBOX,
      allow: "clipboard-write",
      onload: () => loading.remove(),
    });
    this.shell.tabPane.replaceChildren(loading, this.frame);
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
        return ["content", "web", RUNTIME, "2.0.1"];
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
        return [{ entityId: this.tab.entityId, contentUrl: this.origin + this.tab.path }];
      case "navigateCrossDomain":
        return [false, "Only pages of the app open in its tab."];
      default:
        return undefined;
    }
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
      entityId: this.tab.entityId,
      subEntityId: this.place.subPageId,
      frameContext: "content",
      hostName: "Teams",
      hostClientType: "web",
      sessionId: this.session,
      appSessionId: this.session,
      tid: me?.tenantId,
      userObjectId: me?.objectId,
      userPrincipalName: me?.mail,
      loginHint: me?.mail,
      userDisplayName: me?.name,
      isFullScreen: false,
    };
  }
}
