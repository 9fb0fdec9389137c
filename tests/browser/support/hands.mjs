// The ways in which people work a page: with a mouse, with a finger, or with nothing but the keyboard. All three can do
// the same things, so that the same story can be told of each.

import assert from "node:assert/strict";

import { exactly } from "./words.mjs";

/** More Tab stops than any page has; a page that goes on longer has a trap. */
const STOPS_MAX = 300;

/** Who clicks. */
export class Mouse {
  constructor(page) {
    this.page = page;
  }

  /** Presses a button, follows a link, opens or closes what unfolds. */
  press(locator) {
    return locator.click();
  }

  /**
   * Chooses a radio button of a group, wherever its label or its row can be clicked: they may lie above the button. What
   * lies under the foot of a ballot is scrolled up first.
   */
  async choose(group, name) {
    const radio = group.getByRole("radio", { name: exactly(name) });
    await radio.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await radio.check({ force: true });
  }

  /** Ticks a box. */
  tick(locator) {
    return locator.check();
  }

  /** Types at the end of what is in a field, a key at a time. */
  async write(locator, text) {
    await locator.click();
    await this.page.keyboard.press("ControlOrMeta+End");
    await this.page.keyboard.type(text);
  }

  /** Chooses from a list. */
  select(locator, label) {
    return locator.selectOption({ label });
  }
}

/** Who taps. */
export class Finger extends Mouse {
  press(locator) {
    return locator.tap();
  }
}

/**
 * Who has only Tab, Shift+Tab, arrows, Enter, Space, Escape and letters. Wherever the focus goes it must be seen, and
 * where it should go it must get to by Tab alone.
 */
export class Keyboard extends Mouse {
  /** Presses Tab until the element has the focus. Starts again at the top of the page where Tab leaves it. */
  async tabTo(locator) {
    await locator.waitFor();
    const stops = [];
    for (let count = 0; count < STOPS_MAX; count += 1) {
      if (await hasFocus(locator)) return;
      await this.page.keyboard.press("Tab");
      const stop = await this.page.evaluate(describeFocus);
      if (stop.hidden) assert.fail(`the focus cannot be seen at ${stop.name}: ${stop.hidden}`);
      stops.push(stop.name);
    }
    assert.fail(`Tab does not lead to ${locator}; it went ${stops.join(" → ")}`);
  }

  async press(locator) {
    await this.tabTo(locator);
    await this.page.keyboard.press("Enter");
  }

  /** Tab leads into the group, to its first button or the one that is chosen; the arrows go on from there. */
  async choose(group, name) {
    const wanted = group.getByRole("radio", { name: exactly(name) });
    await wanted.waitFor();
    const chosen = group.getByRole("radio", { checked: true });
    await this.tabTo((await chosen.count()) ? chosen : group.getByRole("radio").first());
    await this.page.keyboard.press("Space");
    const most = await group.getByRole("radio").count();
    for (let count = 0; count <= most; count += 1) {
      if (await hasFocus(wanted)) return assert.ok(await wanted.isChecked(), `${name} is chosen`);
      await this.page.keyboard.press("ArrowDown");
    }
    assert.fail(`the arrows do not lead to ${name}`);
  }

  async tick(locator) {
    await this.tabTo(locator);
    if (!(await locator.isChecked())) await this.page.keyboard.press("Space");
  }

  async write(locator, text) {
    await this.tabTo(locator);
    await this.page.keyboard.press("ControlOrMeta+End");
    await this.page.keyboard.type(text);
  }

  async select(locator, label) {
    await this.tabTo(locator);
    const at = () => locator.evaluate((list) => list.selectedOptions[0]?.label);
    const most = await locator.evaluate((list) => list.options.length);
    await this.page.keyboard.press("Home");
    for (let count = 0; count < most && (await at()) !== label; count += 1) await this.page.keyboard.press("ArrowDown");
    assert.equal(await at(), label);
  }
}

/** Whether the element has the focus. */
export function hasFocus(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Runs in the page: what has the focus, and why it could not be seen there, if so. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: "(the page)" };
  const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "";
  const name = `${element.tagName.toLowerCase()} “${label.trim().slice(0, 40)}”`;
  // The button inside of a native date field is the browser's own to mark, and the field is then without focus.
  if (element.matches("input:is([type=date], [type=time]):not(:focus)")) return { name };
  // Native radio buttons are often drawn by their label or by a frame around both.
  const frames = [element, ...(element.labels ?? []), element.parentElement];
  const style = frames.map((frame) => getComputedStyle(frame));
  const marked = style.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
  if (!marked) return { name, hidden: "nothing is drawn around it" };
  const box = element.getBoundingClientRect();
  const at = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y]));
  const over = at.map(([x, y]) => document.elementFromPoint(x, y));
  if (over.every((each) => !each)) return { name, hidden: `it is outside of the window, at ${Math.round(box.top)} px` };
  const isOwn = (each) => each && (each.contains(element) || frames.some((frame) => frame.contains(each)));
  if (over.some(isOwn)) return { name };
  const cover = over.find((each) => each);
  return { name, hidden: `it is covered by ${cover.tagName.toLowerCase()}.${cover.className}` };
}
