// A whole panel without browsers: as many people as the test wants go through the phases of a meeting in a moment, so
// that what a page shows of them can be looked at.

import { join, makePanel, person } from "./api.mjs";
import { Peer } from "./peer.mjs";

/** Every agency, so that a large panel has each of them. */
const AGENCIES = [
  "send-service",
  "health",
  "parent-carer-forum",
  "education-setting",
  "educational-psychology",
  "social-care",
  "sendiass",
  "early-help",
  "other",
];

/** Words that no screen would say by accident, so that a name can be looked for where it must not be. */
const SURNAMES = ["Quillfeather", "Nightingale", "Featherstonehaugh", "Oyelaran", "Vandermeer", "Castellanos"];

/** So many people; the first chairs, and every fourth comes from the service that has the most of them. */
export function crowd(count) {
  return Array.from({ length: count }, (_, place) => {
    const agency = place % 4 === 0 ? "send-service" : AGENCIES[place % AGENCIES.length];
    const name = `P${place} ${SURNAMES[place % SURNAMES.length]}`;
    return { ...person(name, agency), post: place % 3 === 0 ? "Team manager" : "" };
  });
}

export class Meeting {
  /** The people who have come, the chair first. */
  people = [];
  /** The panel as it was set up. */
  panel;
  /** Everyone's link by name; the screen's too. */
  links;
  #test;
  #server;
  #invited;

  /** Makes a panel of these people, with a screen in the room. Nobody has come yet. */
  static async invite(test, server, cookie, invited, others = {}) {
    const meeting = new Meeting();
    meeting.#test = test;
    meeting.#server = server;
    meeting.#invited = invited;
    const made = await makePanel(server, cookie, [...invited, person("Room screen", "other", "screen")], others);
    meeting.panel = made.panel;
    const names = new Map(made.panel.participants.map(({ id, name }) => [id, name]));
    meeting.links = Object.fromEntries(made.links.map(({ participant, url }) => [names.get(participant), url]));
    return meeting;
  }

  /** The next so many of those invited come; all who are left where nothing is said. */
  async come(count = this.#invited.length - this.people.length) {
    const next = this.#invited.slice(this.people.length, this.people.length + count);
    for (const { name } of next) {
      const seat = await join(this.#server, this.links[name]);
      this.people.push(await Peer.sit(this.#test, this.#server, seat));
    }
  }

  /** Whoever has the chair. */
  get chair() {
    return this.people[0];
  }

  /** The sections of the first plan, in order. */
  get sections() {
    return this.chair.plan().sections.map(({ id }) => id);
  }

  /** The chair opens sections for scoring. */
  open(sections) {
    return this.chair.command({ do: "open", sections });
  }

  /** Everyone scores in private: `marks` and `reasons` give each person theirs by their place. */
  score(marks, reasons = () => ({}), round = 1) {
    return Promise.all(this.people.map((peer, place) => peer.mark(marks(place), reasons(place), round)));
  }

  /** These people say that they are ready with a section. */
  ready(section, people = this.people) {
    return Promise.all(people.map((peer) => peer.command({ do: "ready", section, ready: true })));
  }

  /** The chair reveals sections, without waiting for anybody. */
  reveal(sections) {
    return this.chair.command({ do: "reveal", sections, without: "Everyone has nodded." });
  }

  /** The chair proposes marks, each by its target. */
  propose(section, marks) {
    return this.chair.command({ do: "propose", section, marks });
  }

  /** Everyone answers the proposal: `answers` gives each person's by their place, and "agree" where it gives nothing. */
  async respond(section, answers = () => undefined) {
    for (const [place, peer] of this.people.entries()) {
      await peer.command({ do: "respond", section, consent: answers(place) ?? { answer: "agree" } });
    }
  }

  /** The chair settles what was proposed. */
  settle(section) {
    return this.chair.command({ do: "settle", section, without: null });
  }

  /** The chair settles every section in which all gave the same. */
  acceptSame() {
    return this.chair.command({ do: "accept-same" });
  }

  /** Puts themes and actions into the record, in this order. */
  keep(items) {
    return this.chair.write("record", (doc) => {
      for (const [order, { kind, about, action, ...fields }] of items.entries()) {
        const id = `item${String(order).padStart(4, "0")}`;
        const map = doc.getMap("items");
        for (const [field, value] of Object.entries({ kind, order, ...fields })) map.set(`${id}/${field}`, value);
        doc.getText(`item/${id}/about`).insert(0, about);
        if (action) doc.getText(`item/${id}/action`).insert(0, action);
      }
    });
  }

  /** The chair opens signing. */
  openSigning() {
    return this.chair.command({ do: "open-signing" });
  }

  /** Each agency signs; `answers` gives an agency's answer, and "agree" where it gives nothing. */
  async sign(answers = {}) {
    await this.chair.sees((peer) => peer.plan().content_sha256, "what is signed has its check sum");
    const agencyOf = new Map(this.panel.participants.map(({ id, agency }) => [id, agency]));
    const signed = new Set();
    for (const peer of this.people) {
      const agency = agencyOf.get(peer.id);
      if (signed.has(agency)) continue;
      signed.add(agency);
      await peer.sees((each) => each.plan().content_sha256, "what is signed has its check sum");
      const { content_sha256 } = peer.plan();
      await peer.command({ do: "sign", agency, answer: answers[agency] ?? { answer: "agree" }, content_sha256 });
    }
  }

  /** The chair closes the record. */
  close() {
    return this.chair.command({ do: "close" });
  }
}
