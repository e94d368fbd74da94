/** The personal tab of the app: its frame, loaded anew where the place is another. */
import { AppFrame } from "./frame.js";

export class TabFrame {
  constructor(shell, setup) {
    this.shell = shell;
    this.setup = setup;
  }

  /** Shows the place's tab; a new theme is told to the page, anything else loads it anew. */
  show(now) {
    if (now.view !== "tab") return;
    const key = JSON.stringify([now.person, now.language, now.entityId, now.subPageId]);
    if (key === this.key) this.frame.wear(now);
    else this.load(now);
    this.key = key;
  }

  load(now) {
    const tabs = this.shell.tabsOf();
    const tab = tabs.find((one) => one.entityId === now.entityId) ?? tabs[0];
    const address = new URL(this.setup.appUrl).origin + tab.path;
    const { name, entityId } = tab;
    const spot = { address, name, entityId, subPageId: now.subPageId, frameContext: "content" };
    this.frame?.close();
    this.frame = new AppFrame(this.shell, this.setup, spot);
    this.frame.open(this.shell.tabPane, now);
  }
}
