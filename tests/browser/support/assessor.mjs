// An assessor without a browser: marks a form and hands it in, with the provider of the Hocuspocus project.

import * as provider4 from "provider-4";

import { ask } from "./api.mjs";
import { Device, saved } from "./providers.mjs";
import { until } from "./wait.mjs";

/** What keeps the operations of one run apart. */
let operations = 0;

export class Assessor {
  #device;
  #review;
  #room;
  #seat;
  #heard = [];

  /** Sits down at a seat: its id, and the cookie that opens it. Gets up at the end of the test. */
  static async sit(test, server, seat) {
    const assessor = new Assessor();
    test.after(() => assessor.#device?.close());
    const { value } = await ask(server.url, "GET", `/api/seats/${seat.id}`, { cookie: seat.cookie });
    assessor.#seat = seat;
    assessor.#review = value.panel.agenda[0].id;
    assessor.#device = new Device(provider4, server, seat);
    assessor.#room = assessor.#device.open(`p/${value.panel.id}`);
    assessor.#room.on("stateless", ({ payload }) => assessor.#heard.push(JSON.parse(payload)));
    const there = () => assessor.#said("welcome") && assessor.#said("stage");
    await until(there, "the form's stage arrives", [[assessor.#room, "stateless"]]);
    return assessor;
  }

  /** Gives these marks, each by its target, and says why where it is said. */
  async mark(marks, reasons = {}) {
    const ballot = await this.#device.opened(`r/${this.#review}/ballot/${this.#seat.id}`);
    for (const [target, mark] of Object.entries(marks)) ballot.document.getMap("marks").set(`${target}@1`, mark);
    for (const [section, why] of Object.entries(reasons)) ballot.document.getText(`reason/${section}@1`).insert(0, why);
    await saved(ballot);
  }

  /** Hands the form in. */
  handIn() {
    return this.#command({ do: "hand-in" });
  }

  /** Ends a moderation in which nothing is left to settle. */
  finish() {
    return this.#command({ do: "finish" });
  }

  /** Settles a section on which auditor and moderator differ. */
  settle(section, marks) {
    return this.#command({ do: "moderate", section, marks });
  }

  #said(kind) {
    return this.#heard.findLast((message) => kind in message)?.[kind];
  }

  async #command(command) {
    const op = `assessor${String((operations += 1)).padStart(8, "0")}`;
    const envelope = { op, seen: this.#said("stage").stage.version, command: { review: this.#review, ...command } };
    const answer = () => this.#heard.find((message) => message.answer?.op === op)?.answer.outcome;
    this.#room.sendStateless(JSON.stringify({ command: { envelope } }));
    const outcome = await until(answer, `an answer to ${command.do}`, [[this.#room, "stateless"]]);
    if (!("done" in outcome)) throw new Error(`${command.do}: ${JSON.stringify(outcome)}`);
  }
}
