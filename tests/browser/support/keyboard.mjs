// A person who has only a keyboard: Tab, Shift+Tab, arrows, Enter, Space, Escape and letters. Wherever the focus goes it
// must be seen; where it should go it must get to by Tab alone.

import assert from "node:assert/strict";

/** More Tab stops than any page has; a page that goes on longer has a trap. */
const STOPS_MAX = 300;

export class Keyboard {
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Presses Tab until the element has the focus. Starts again at the top of the page where Tab leaves it. */
  async tabTo(locator, { key = "Tab" } = {}) {
    await locator.waitFor();
    const stops = [];
    for (let count = 0; count < STOPS_MAX; count += 1) {
      if (await hasFocus(locator)) return;
      await this.#page.keyboard.press(key);
      const stop = await this.#page.evaluate(describeFocus);
      if (stop.hidden) assert.fail(`the focus cannot be seen at ${stop.name}: ${stop.hidden}`);
      stops.push(stop.name);
    }
    assert.fail(`Tab does not lead to ${locator}; it went ${stops.join(" → ")}`);
  }

  /** Goes there and presses Enter. */
  async enter(locator) {
    await this.tabTo(locator);
    await this.#page.keyboard.press("Enter");
  }

  /** Goes there and presses Space. */
  async space(locator) {
    await this.tabTo(locator);
    await this.#page.keyboard.press("Space");
  }

  /** Goes there and types. */
  async type(locator, text) {
    await this.tabTo(locator);
    await this.#page.keyboard.type(text);
  }

  /**
   * Chooses a radio button: Tab leads into the group, the arrows go on from there, and a group in which nothing is
   * chosen yet takes Space at its first button.
   */
  async choose(group, name) {
    const wanted = group.getByRole("radio", { name, exact: true });
    const all = group.getByRole("radio");
    const first = (await group.getByRole("radio", { checked: true }).count()) ? group.getByRole("radio", { checked: true }) : all.first();
    await this.tabTo(first);
    await this.#page.keyboard.press("Space");
    const stops = await all.count();
    for (let count = 0; count <= stops; count += 1) {
      if (await hasFocus(wanted)) return assert.ok(await wanted.isChecked(), `${name} is chosen`);
      await this.#page.keyboard.press("ArrowDown");
    }
    assert.fail(`the arrows do not lead to ${name}`);
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }
}

function hasFocus(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Runs in the page: what has the focus, and why it could not be seen there, if so. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: "(the page)" };
  const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "";
  const name = `${element.tagName.toLowerCase()} “${label.trim().slice(0, 40)}”`;
  // What a label or a frame around it shows counts as the element's own: native radios are often drawn by them.
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const over = document.elementFromPoint(x, y);
  if (!over) return { name, hidden: `it is outside of the window at ${Math.round(x)}, ${Math.round(y)}` };
  const own = element.contains(over) || over.contains(element) || [...(element.labels ?? [])].some((l) => l.contains(over));
  if (!own) return { name, hidden: `it is covered by ${over.tagName.toLowerCase()}.${over.className}` };
  return { name };
}
