// Chromium, and the people who sit in front of it. Each person has a profile of their own, so that nobody shares
// cookies or storage with anybody, and what goes wrong in a page is kept to be looked at in the end.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { WAIT_MS_MAX } from "./wait.mjs";

/** Where the pictures go. */
const SHOTS = fileURLToPath(new URL("../shots/", import.meta.url));

/** What keeps Chromium from needing a screen, a graphics card or another host. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How large a window is, in CSS pixels. */
export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };
export const NARROW = { width: 320, height: 256 };

/** Starts a Chromium. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/**
 * Does something while the window is as wide as this and as tall as the page with all of its panes, and then puts it back: bars that stick to
 * the edges of a window would otherwise lie over something that scrolling brings into view.
 */
export async function tall(page, viewport, work) {
  const own = page.viewportSize();
  const scroll = await page.evaluate(() => window.scrollY);
  await page.setViewportSize(viewport);
  await drawn(page);
  const height = await page.evaluate(() => {
    const hidden = (pane) => (/auto|scroll/.test(getComputedStyle(pane).overflowY) ? pane.scrollHeight - pane.clientHeight : 0);
    const panes = [...document.querySelectorAll(".room-pane, .room-paper, .room-centre, .room-sections")];
    return Math.max(document.documentElement.scrollHeight, innerHeight + Math.max(0, ...panes.map(hidden)));
  });
  await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
  await drawn(page);
  try {
    return await work();
  } finally {
    await page.setViewportSize(own);
    await page.evaluate((y) => window.scrollTo(0, y), scroll);
  }
}

/** Waits until the page has drawn itself again: what stands where depends on the width of the window. */
const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Somebody in front of a browser window of their own. */
export class Person {
  name;
  page;
  /** What the page complained about: errors, broken requests, what its security policy stopped. */
  complaints = [];
  #context;
  /** That nobody is signed in as a coordinator is answered with 401, which browsers call an error. */
  #expected = [/401 .*\/api\/coordinator$/];

  static async arrive(browser, name, viewport = WIDE) {
    const person = new Person();
    person.name = name;
    const touch = viewport.width < 600;
    person.#context = await browser.newContext({ viewport, hasTouch: touch, locale: "en-GB", reducedMotion: "reduce" });
    person.#context.setDefaultTimeout(WAIT_MS_MAX);
    person.page = await person.#context.newPage();
    person.#listen();
    return person;
  }

  #listen() {
    const complain = (text) => {
      if (!this.#expected.some((expected) => expected.test(text))) this.complaints.push(text);
    };
    this.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complain(`${message.text()} ${message.location().url}`);
    });
    this.page.on("pageerror", (error) => complain(`uncaught: ${error}`));
    this.page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      const own = ["data:", "blob:"].includes(protocol) || hostname === "127.0.0.1";
      if (!own) this.complaints.push(`a request to another host: ${request.url()}`);
    });
  }

  /** Begins to note what a screen reader is told without asking; gives a function that tells what it was so far. */
  async listen() {
    await this.page.evaluate(() => {
      globalThis.told = [];
      const note = ({ target }) => target.textContent && globalThis.told.push(target.textContent);
      const listener = new MutationObserver((changes) => changes.forEach(note));
      for (const region of document.querySelectorAll("[role=status], [role=alert]")) {
        listener.observe(region, { childList: true });
      }
    });
    return () => this.page.evaluate(() => globalThis.told);
  }

  /** From here on, complaints that match are no fault: the network is about to break. */
  expectComplaints(pattern) {
    this.#expected.push(pattern);
  }

  /** Opens an address. */
  goto(url) {
    return this.page.goto(url);
  }

  /** Takes a picture of the whole page, as it is now. */
  async shot(name) {
    await mkdir(SHOTS, { recursive: true });
    await tall(this.page, this.page.viewportSize(), () => this.page.screenshot({ path: `${SHOTS}${name}.png` }));
  }

  /** Prints the page, as it is now, on A4. */
  async print(name) {
    await mkdir(SHOTS, { recursive: true });
    await this.page.pdf({ path: `${SHOTS}${name}.pdf`, format: "A4" });
  }

  /** Leaves. */
  leave() {
    return this.#context.close();
  }
}
