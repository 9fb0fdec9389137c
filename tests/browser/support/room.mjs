// Somebody at the table: what a person does in the room, in the words of the room, with whatever hand they have.

import assert from "node:assert/strict";

import { escaped, exactly } from "./words.mjs";

/** A section is named by its letters or, where it has none, by its title. */
const isTitle = (section) => section.length > 2;
const titleOf = (section) => escaped(section === "overall" ? "Overall quality" : section);

/** How a section's link in the list begins. */
const linkOf = (section) => new RegExp(isTitle(section) ? `^${titleOf(section)}` : `^${section} `, "i");

/** How the heading of its page begins. */
const headingOf = (section) => new RegExp(isTitle(section) ? `^${titleOf(section)}` : `^Section ${section}: `, "i");

export class Member {
  /** Who sits there. */
  person;
  /** How they work the page. */
  hand;
  /** Every frame that the server has sent them, as text, so that it can be searched. */
  heard = "";

  constructor(person, Hand) {
    this.person = person;
    this.hand = new Hand(person.page);
    person.page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => (this.heard += payload.toString("latin1")));
    });
  }

  get page() {
    return this.person.page;
  }

  /** Opens their link; `lookAround` may look at the welcome before they go in. */
  async come(link, lookAround = async () => {}) {
    await this.person.goto(link);
    await this.page.getByRole("heading", { level: 1, name: /^Welcome/i }).waitFor();
    await lookAround();
    await this.hand.press(this.page.getByRole("button", { name: "Go in" }));
    await this.inTheRoom();
  }

  /** Waits until the room is there and connected. */
  async inTheRoom() {
    await this.page.getByRole("navigation", { name: "Sections and pages of the room" }).waitFor();
    await this.saved();
  }

  /** Waits until the line about saving says that everything is. */
  saved() {
    return this.line("All changes saved");
  }

  /** Waits for what the line about saving says, wherever it stands on this screen. */
  line(words) {
    return this.told(words).first().waitFor();
  }

  /** A sentence in the page that can be seen; what only a screen reader is told is no paragraph. */
  told(words) {
    return this.page.getByRole("paragraph").filter({ hasText: words, visible: true });
  }

  /** The list of sections and places; on a phone it is unfolded first. */
  async list() {
    const list = this.page.getByRole("navigation", { name: "Sections and pages of the room" });
    const toggle = list.getByRole("button");
    if ((await toggle.isVisible()) && (await toggle.getAttribute("aria-expanded")) === "false") {
      await this.hand.press(toggle);
    }
    return list;
  }

  /** Goes to a section. */
  async goTo(section) {
    const heading = headingOf(section);
    if (await this.page.getByRole("heading", { level: 2, name: heading }).isVisible()) return;
    await this.hand.press((await this.list()).getByRole("link", { name: linkOf(section) }));
    await this.#arrived(heading);
  }

  /** Goes to another place of the room. */
  async goToPage(name, heading = name) {
    await this.hand.press((await this.list()).getByRole("link", { name: exactly(name) }));
    await this.#arrived(heading);
  }

  /** Arriving anywhere puts the focus on its heading; what comes later must not take it from somewhere else. */
  async #arrived(name) {
    const heading = this.page.getByRole("main").getByRole("heading", { level: 2, name });
    await heading.waitFor();
    await this.page.waitForFunction((element) => element === document.activeElement, await heading.elementHandle());
  }

  /** Waits until the list says this of a section. */
  async sees(section, words) {
    const links = (await this.list()).getByRole("link", { name: linkOf(section) });
    await links.filter({ hasText: words }).waitFor();
  }

  /** Their own ballot of the section they look at. */
  get ballot() {
    return this.page.getByRole("region", { name: "Your score, private until the chair reveals" });
  }

  /** Goes to a section and scores it. */
  async score(section, mark, reason) {
    await this.goTo(section);
    await this.hand.choose(this.ballot.getByRole("group", { name: "Your score" }), mark);
    if (reason) await this.hand.write(this.ballot.getByLabel("Why?"), reason);
  }

  /** One row of the ballot they look at. */
  row(number) {
    return this.ballot.getByRole("group", { name: new RegExp(`^${number}\\. `) });
  }

  /** Goes to a section and scores its rows from the first on, with a comment for each mark that is in `comments`. */
  async scoreRows(section, marks, comments = {}) {
    await this.goTo(section);
    for (const [place, mark] of marks.entries()) {
      await this.hand.choose(this.row(place + 1), mark);
      if (comments[mark]) await this.hand.write(this.ballot.getByLabel(`Comment on row ${place + 1}`), comments[mark]);
    }
  }

  /** Says that they are ready in the section they look at. */
  async ready() {
    const button = this.page.getByRole("button", { name: exactly("I’m ready") });
    await this.hand.press(button);
    await this.page.getByRole("button", { name: exactly("I’m ready"), pressed: true }).waitFor();
  }

  /** Whoever is ready looks at the own ballot again. */
  async lookAgain() {
    await this.hand.press(this.page.getByRole("button", { name: "Look at it or change it" }));
  }

  /** Ticks "Follow the chair" in the own settings. */
  async follow() {
    const settings = this.page.getByRole("group").filter({ hasText: "Settings" }).getByText("Settings", { exact: true });
    await this.hand.press(settings);
    await this.hand.tick(this.page.getByLabel("Follow the chair"));
    await this.page.keyboard.press("Escape");
  }

  /** Answers the proposal before the panel. */
  async answer(answer, reason) {
    const group = this.page.getByRole("group", { name: "Your answer to the proposal" });
    await this.hand.press(group.getByRole("button", { name: answer }));
    if (reason) {
      await this.hand.write(this.page.getByLabel("Why do you see it differently?"), reason);
      await this.hand.press(this.page.getByRole("button", { name: "Put my dissent on the record" }));
    }
    await group.getByRole("button", { name: answer, pressed: true }).waitFor();
  }

  /** A shared text of the section they look at. */
  sharedText(label) {
    return this.page.getByRole("region", { name: "Shared notes" }).getByLabel(label, { exact: true });
  }

  /** Waits until a field says this. */
  async reads(field, text) {
    await field.waitFor();
    await this.page.waitForFunction(([element, words]) => element.value === words, [await field.elementHandle(), text]);
  }
}

/** Whoever has the chair. */
export class Chair extends Member {
  get #bar() {
    return this.page.getByRole("region", { name: "For the chair" });
  }

  /** Does the next sensible step, which must be this one. */
  async next(label) {
    const button = this.#bar.getByRole("button", { name: label });
    await button.waitFor();
    await this.hand.press(button);
  }

  /** Does something from the menu. */
  async menu(entry) {
    // The bar's own button may have the same words as an entry.
    const menu = this.#bar.getByRole("group").filter({ hasText: "More for the chair" });
    await this.hand.press(menu.getByText("More for the chair"));
    await this.hand.press(menu.getByRole("button", { name: exactly(entry) }));
  }

  /** Gives the reason that a dialogue asks for; `lookAround` may look at it before. */
  async because(reason, button, lookAround = async () => {}) {
    const dialog = this.page.getByRole("dialog");
    await dialog.waitFor();
    await lookAround();
    await this.hand.write(dialog.getByRole("textbox"), reason);
    await this.hand.press(dialog.getByRole("button", { name: button }));
    await dialog.waitFor({ state: "hidden" });
  }

  /** Proposes a judgement for the section in view. */
  async propose(mark) {
    await this.hand.choose(this.page.getByRole("group", { name: "Propose a judgement" }), mark);
    await this.hand.press(this.page.getByRole("button", { name: "Propose this to the panel" }));
    await this.page.getByText("The chair proposes:").waitFor();
  }
}

/** Runs in the page: the focus, the caret, and where on the screen the field is. */
function placeOf(field) {
  const top = field.getBoundingClientRect().top;
  return { focus: field === document.activeElement, start: field.selectionStart, end: field.selectionEnd, top, value: field.value };
}

/** What somebody's focus and caret are doing while others write: taken now, and compared later. */
export async function hold(field) {
  // The very element: one that was made again in its place would not do.
  const element = await field.elementHandle();
  const before = await element.evaluate(placeOf);
  assert.ok(before.focus, "nothing is held without the focus");
  const stays = (after) => {
    assert.ok(after.focus, "the focus has moved");
    assert.ok(Math.abs(after.top - before.top) <= 2, `what they look at has moved from ${before.top} to ${after.top}`);
  };
  return {
    /** Fails unless the focus and the screen have stayed, and the caret between the same letters while others' words came. */
    async unmoved() {
      const after = await element.evaluate(placeOf);
      stays(after);
      // At the end of a text, what others add may come right behind the caret.
      const behind = ({ value, end }) => (before.end === before.value.length ? "" : value.slice(end, end + 8));
      const around = (place) => [place.value.slice(Math.max(0, place.start - 8), place.start), behind(place)];
      assert.deepEqual(around(after), around(before), `the caret has moved in “${after.value}”`);
      assert.notEqual(after.value, before.value, "the others' words have come");
    },
    /** Fails unless nothing at all has changed. */
    async still() {
      const after = await element.evaluate(placeOf);
      stays(after);
      assert.deepEqual({ ...after, top: before.top }, before);
    },
  };
}

/** Waits until everything that these people have written is kept by the server. */
export const everyoneSaved = (members) => Promise.all(members.map((member) => member.saved()));

