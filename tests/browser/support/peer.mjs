// Somebody at a seat without a browser: reads the stage, gives commands, shows where they look and writes in documents,
// with the provider of the Hocuspocus project.

import * as provider4 from "provider-4";

import { ask } from "./api.mjs";
import { Device, saved } from "./providers.mjs";
import { until } from "./wait.mjs";

/** What keeps the operations of one run apart. */
let operations = 0;

export class Peer {
  /** Who sits here. */
  id;
  /** The panel as it was set up. */
  panel;
  #device;
  #room;
  #heard = [];
  #documents = new Map();

  /** Sits down at a seat: its id, and the cookie that opens it. Gets up at the end of the test. */
  static async sit(test, server, seat) {
    const peer = new this();
    test.after(() => peer.leave());
    const { value } = await ask(server.url, "GET", `/api/seats/${seat.id}`, { cookie: seat.cookie });
    peer.id = seat.id;
    peer.panel = value.panel;
    peer.#device = new Device(provider4, server, seat);
    peer.#room = peer.#device.open(`p/${value.panel.id}`);
    peer.#room.on("stateless", ({ payload }) => peer.#heard.push(JSON.parse(payload)));
    await peer.#hears(() => peer.#said("welcome") && peer.#said("stage"), "the stage arrives");
    return peer;
  }

  /** Gets up. */
  leave() {
    this.#device?.close();
    this.#device = undefined;
  }

  /** The first plan on the agenda. */
  get review() {
    return this.panel.agenda[0].id;
  }

  /** Where the meeting stands. */
  get stage() {
    return this.#said("stage").stage;
  }

  /** The first plan, or the one with this id, as it stands. */
  plan(review = this.review) {
    return this.stage.reviews.find(({ id }) => id === review);
  }

  /** One section of the first plan as it stands. */
  section(id) {
    return this.plan().sections.find((section) => section.id === id);
  }

  /** Waits until the stage fulfils a condition. */
  sees(condition, what) {
    return this.#hears(() => condition(this), what);
  }

  /** Gives a command about the first plan, which must be carried out. */
  async command(command) {
    const op = `peer${String((operations += 1)).padStart(12, "0")}`;
    const envelope = { op, seen: this.stage.version, command: { review: this.review, ...command } };
    if (command.review === null) delete envelope.command.review;
    const answer = () => this.#heard.find((message) => message.answer?.op === op)?.answer.outcome;
    this.#room.sendStateless(JSON.stringify({ command: { envelope } }));
    const outcome = await this.#hears(answer, `an answer to ${command.do}`);
    if (!("done" in outcome)) throw new Error(`${command.do}: ${JSON.stringify(outcome)}`);
    await this.#hears(() => this.stage.version >= outcome.done.seq, `the stage after ${command.do}`);
  }

  /** Shows the others which section of the first plan is on the screen; nothing for another page of the room. */
  looksAt(section) {
    this.#room.setAwarenessField("review", this.review);
    this.#room.setAwarenessField("section", section);
  }

  /** Opens a document of the first plan, such as `notes`, and gives it once its content is there. */
  async document(name) {
    const path = `r/${this.review}/${name}`;
    if (!this.#documents.has(path)) this.#documents.set(path, await this.#device.opened(path));
    return this.#documents.get(path);
  }

  /** Changes a document of the first plan, and waits until the change is kept. */
  async write(name, change) {
    const provider = await this.document(name);
    provider.document.transact(() => change(provider.document));
    await saved(provider);
  }

  /** Gives these marks in a round, each by its target, and says why where it is said, by section. */
  mark(marks, reasons = {}, round = 1) {
    return this.write(`ballot/${this.id}`, (doc) => {
      for (const [target, mark] of Object.entries(marks)) doc.getMap("marks").set(`${target}@${round}`, mark);
      for (const [section, why] of Object.entries(reasons)) doc.getText(`reason/${section}@${round}`).insert(0, why);
    });
  }

  /** Comments on single rows of a round, by target. */
  comment(comments, round = 1) {
    return this.write(`ballot/${this.id}`, (doc) => {
      for (const [target, words] of Object.entries(comments)) doc.getText(`comment/${target}@${round}`).insert(0, words);
    });
  }

  #said(kind) {
    return this.#heard.findLast((message) => kind in message)?.[kind];
  }

  #hears(condition, what) {
    return until(condition, what, [[this.#room, "stateless"]]);
  }
}
