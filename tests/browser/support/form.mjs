// Somebody who fills in a form alone, or as auditor or moderator, and the marks that the tests fill in.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const FRAMEWORKS = new URL("../../../shared/frameworks/", import.meta.url);

/** More Tab stops than lie between two rows of any form. */
const STOPS_MAX = 12;

/** Every shipped framework, in its newest version. */
export const shipped = readdirSync(FRAMEWORKS)
  .sort()
  .map((id) => {
    const folder = new URL(`${id}/`, FRAMEWORKS);
    const newest = readdirSync(folder).sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
    return JSON.parse(readFileSync(new URL(newest, folder), "utf8"));
  });

/** What is given a mark, in the printed order, with what it may be marked with. */
export function targets(framework) {
  return framework.sections.flatMap((section) => {
    const scale = framework.scales.find(({ id }) => id === section.scale);
    const values = scale.points.map(({ value }) => value);
    const demanded = section.comment_demanded ?? [];
    const whole = section.scored === "section";
    const rows = whole ? [{ id: section.id }] : section.descriptors;
    return rows.map(({ id, not_applicable }) => {
      const rule = not_applicable ?? section.not_applicable;
      return { id, values, demanded, whole, title: section.title, offersNa: rule !== "not_offered" };
    });
  });
}

/** A mark for each target: each point in its turn, and "not applicable" now and then. */
export function someMarks(framework) {
  const mark = ({ values, offersNa }, place) => (offersNa && place % 5 === 4 ? "na" : values[place % values.length]);
  return Object.fromEntries(targets(framework).map((target, place) => [target.id, mark(target, place)]));
}

/** What `accord mark` says of the same marks. */
export function marked(framework, marks) {
  const run = spawnSync(process.env.ACCORD_BIN, ["mark", framework.id, "-", "--json"], { input: JSON.stringify(marks) });
  assert.equal(run.status, 0, run.stderr.toString());
  return JSON.parse(run.stdout.toString());
}

export class Assessor {
  /** Who. */
  person;
  /** How many keys `fill` has pressed to mark rows, Tab included. */
  keys = 0;
  /** Every frame that the server has sent them, as text, so that it can be searched. */
  heard = "";

  constructor(person) {
    this.person = person;
    person.page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => (this.heard += payload.toString("latin1")));
    });
  }

  get page() {
    return this.person.page;
  }

  /** Opens their link and goes in. */
  async come(link, lookAround = async () => {}) {
    await this.person.goto(link);
    await this.page.getByRole("heading", { level: 1, name: /^Welcome/ }).waitFor();
    await lookAround();
    await this.page.getByRole("button", { name: "Go in" }).click();
    await this.page.waitForURL(/\/form\//);
  }

  /** Waits until everything is saved. */
  saved() {
    return this.page.getByText("All changes saved").first().waitFor();
  }

  #label(target, value) {
    return this.page.locator(`label[for="mark-${target}-${value}"]`);
  }

  /** Every radio button of a target. */
  buttons(target) {
    return this.page.locator(`input[name="mark-${target}"]`);
  }

  /** Clicks the label of a mark. */
  choose(target, value) {
    return this.#label(target, value).click();
  }

  /** Taps the label of a mark. */
  tap(target, value) {
    return this.#label(target, value).tap();
  }

  /** Waits until a mark is shown as chosen. */
  chosen(target, value) {
    return this.page.locator(`[id="mark-${target}-${value}"]:checked`).waitFor({ state: "attached" });
  }

  /** The box for the comment on a target. */
  comment(target) {
    return this.page.locator(`[id="comment-${target}"]`);
  }

  /** Fills in the whole form: sections that are judged as a whole with clicks, rows with nothing but the keyboard. */
  async fill(framework, marks, why = "Because of the plan.") {
    for (const target of targets(framework)) {
      const value = marks[target.id];
      if (target.whole) {
        await this.choose(target.id, value);
      } else {
        await this.#tabInto(target.id);
        for (const key of value === "na" ? "n" : `${value}`) await this.#press(key);
      }
      await this.chosen(target.id, value);
      if (target.demanded.includes(value)) {
        await this.comment(target.id).waitFor();
        await this.comment(target.id).focus();
        await this.page.keyboard.insertText(why);
      }
    }
  }

  async #press(key) {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  /** Presses Tab until the focus is in a row; the first row is gone to. */
  async #tabInto(target) {
    const inside = () => this.page.evaluate((id) => document.activeElement?.name === `mark-${id}`, target);
    const begun = await this.page.evaluate(() => Boolean(document.activeElement?.closest(".form-body")));
    if (!begun) return this.buttons(target).first().focus();
    for (let count = 0; count < STOPS_MAX; count += 1) {
      if (await inside()) return;
      await this.#press("Tab");
    }
    assert.ok(await inside(), `Tab does not lead to ${target}`);
  }

  /** Hands in. */
  async handIn() {
    await this.page.getByRole("button", { name: "Hand in" }).click();
  }

  /** Waits for a notice. */
  told(title) {
    return this.page.locator(".notice-title", { hasText: title }).waitFor();
  }
}
