// The room screen as a room sees it: whether everything is on one screen, large enough to be read from the back, and names
// nobody.

import assert from "node:assert/strict";

import { join } from "./api.mjs";
import { Person } from "./browser.mjs";

/** What projectors show. */
const PICTURES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

/** The smallest letters, as a part of the picture's height: what can be read from eight metres. */
const SMALLEST = 0.022;

export class RoomScreen {
  #visitor;
  #names;

  /** Opens the screen of a meeting. */
  static async open(test, server, browser, meeting, name) {
    const screen = new RoomScreen();
    screen.#visitor = await Person.arrive(browser, name, PICTURES[0]);
    test.after(() => screen.#visitor.leave());
    const seat = await join(server, meeting.links["Room screen"]);
    const [key, value] = seat.cookie.split("=");
    await screen.page.context().addCookies([{ name: key, value, url: server.url }]);
    await screen.#visitor.goto(`${server.url}/screen/${seat.id}`);
    await screen.page.getByRole("heading", { level: 1, name: meeting.panel.title }).waitFor();
    screen.#names = meeting.panel.participants.flatMap((one) => (one.seat === "screen" ? [] : one.name.split(" ")));
    return screen;
  }

  get page() {
    return this.#visitor.page;
  }

  /** Waits until the screen says something. */
  says(words) {
    return this.page.locator(".screen").getByText(words).and(this.page.locator(":visible")).first().waitFor();
  }

  /** Waits until the screen is about a section. */
  isAt(title) {
    return this.page.getByRole("heading", { level: 2, name: title }).waitFor();
  }

  /** Looks at the screen as it is now, in every picture: nothing is cut, small, or beyond the edge, and nobody is named. */
  async isReadable(state) {
    for (const picture of PICTURES) {
      await this.page.setViewportSize(picture);
      // The lists look again in the frame after the window has changed.
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const where = `${state}, ${picture.width} × ${picture.height}`;
      await this.#visitor.shot(`${state}-${picture.height}`);
      assert.deepEqual(await this.page.evaluate(unreadable, SMALLEST), [], where);
    }
    await this.page.setViewportSize(PICTURES[0]);
    const shown = await this.page.locator(".screen").innerText();
    for (const name of this.#names) {
      assert.ok(!new RegExp(`(^|\\W)${name}(\\W|$)`).test(shown), `${state}: the screen names ${name}`);
    }
  }

  /** Nothing that the page complained about. */
  isQuiet() {
    assert.deepEqual(this.#visitor.complaints, []);
  }
}

/** Runs in the page: what of it cannot be read. */
function unreadable(smallest) {
  const found = [];
  const { innerHeight, innerWidth } = window;
  const root = document.documentElement;
  if (root.scrollHeight > innerHeight) found.push(`the page is ${root.scrollHeight} px high`);
  if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  for (const element of document.querySelectorAll("body *")) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls = (overflow, inside, room) => /auto|scroll/.test(overflow) && inside > room;
    if (scrolls(overflowY, element.scrollHeight, element.clientHeight) || scrolls(overflowX, element.scrollWidth, element.clientWidth)) {
      found.push(`${element.className} scrolls`);
    }
  }
  const isForEars = (element) => {
    for (let each = element; each; each = each.parentElement) {
      if (getComputedStyle(each).clipPath !== "none" || each.className === "skip-link") return true;
    }
    return false;
  };
  /** Where something can be seen: in the window, and in each frame around it that cuts off what is beyond it. */
  const frameOf = (element) => {
    const frame = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let each = element; each; each = each.parentElement) {
      if (getComputedStyle(each).overflowY === "visible") continue;
      const box = each.getBoundingClientRect();
      frame.left = Math.max(frame.left, box.left);
      frame.top = Math.max(frame.top, box.top);
      frame.right = Math.min(frame.right, box.right);
      frame.bottom = Math.min(frame.bottom, box.bottom);
    }
    return frame;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.data.trim();
    if (!words || !element.checkVisibility({ visibilityProperty: true }) || isForEars(element)) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < smallest * innerHeight) found.push(`“${words}” is ${size} px`);
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const frame = frameOf(element);
    const isOut = ({ left, top, right, bottom }) =>
      left < frame.left - 1 || top < frame.top - 1 || right > frame.right + 1 || bottom > frame.bottom + 1;
    if ([...range.getClientRects()].some(isOut)) found.push(`“${words}” is cut off`);
  }
  return found;
}
