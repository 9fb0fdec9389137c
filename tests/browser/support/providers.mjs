// Other people's clients: the providers of the Hocuspocus project as their packages ship them. All they are given is a
// WebSocket that brings the cookie and the origin along, as a browser's would.

import * as Y from "yjs";
import { WebSocket } from "ws";

import { until, within } from "./wait.mjs";

/** A WebSocket class whose connections come from a page of this server and carry this cookie. */
function socketOf(server, cookie) {
  return class extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers: { cookie, origin: server.url } });
    }
  };
}

/** One device of a person: a socket, and the documents that are open on it. */
export class Device {
  #socket;
  #module;
  #open = [];

  /** `module` is one of the provider packages; nothing of it is replaced. */
  constructor(module, server, seat) {
    this.#module = module;
    this.#socket = new module.HocuspocusProviderWebsocket({
      url: `${server.url.replace("http", "ws")}/api/seats/${seat.id}/socket`,
      WebSocketPolyfill: socketOf(server, seat.cookie),
      delay: 50,
      minDelay: 50,
      maxDelay: 200,
    });
  }

  /** Begins to open a document. A token must be given, or some versions say nothing; the server reads past it. */
  open(name, options = {}) {
    const provider = new this.#module.HocuspocusProvider({
      websocketProvider: this.#socket,
      name,
      document: new Y.Doc(),
      token: "-",
      ...options,
    });
    provider.attach();
    this.#open.push(provider);
    return provider;
  }

  /** Opens a document and waits until its content is here and everything of ours is kept. */
  async opened(name, options) {
    const provider = this.open(name, options);
    await saved(provider);
    return provider;
  }

  /** Loses the connection and does not look for a new one. */
  async offline() {
    const gone = until(() => this.#socket.status === "disconnected", "the socket closes", [[this.#socket, "status"]]);
    this.#socket.disconnect();
    await gone;
  }

  /** Looks for a connection again. */
  online() {
    return this.#socket.connect();
  }

  /** Closes everything. */
  close() {
    this.#open.forEach((provider) => provider.destroy());
    this.#socket.destroy();
  }
}

/** Waits until the provider says that nothing of its own is unsaved and that it has what the server has. */
export function saved(provider) {
  const what = `${provider.configuration.name} is synced and saved`;
  const sources = ["synced", "unsyncedChanges"].map((event) => [provider, event]);
  const seen = () => `synced: ${provider.synced}, unsynced changes: ${provider.unsyncedChanges}`;
  return until(() => provider.synced && !provider.hasUnsyncedChanges, what, sources, { seen });
}

/** Waits until the document fulfils the condition. */
export function docUntil(doc, condition, what) {
  return until(() => condition(doc), what, [[doc, "update"]], { seen: () => JSON.stringify(content(doc)) });
}

/** The next time a provider says this event. */
export function next(provider, event) {
  let tell;
  const said = new Promise((resolve) => (tell = resolve));
  provider.on(event, tell);
  return within(said, `${provider.configuration.name} says ${event}`).finally(() => provider.off(event, tell));
}

/** What stands in the roots of notes that the tests write in. */
export function content(doc) {
  const texts = ["strengths/A", "areas/A"].map((root) => [root, doc.getText(root).toString()]);
  const items = Object.entries(doc.getMap("items").toJSON()).sort(([a], [b]) => (a < b ? -1 : 1));
  return { texts, items };
}
