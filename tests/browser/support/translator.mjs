// A translator as browsers have one: it takes each text out of the page and puts two `<font>`, one in the other, with
// other words in its place, and goes on with whatever comes into the page later. Its language is large letters, so that
// what was translated can be told from what was not, and a name or label is found in both.

import assert from "node:assert/strict";

/**
 * How translators exchange a text for its wrapper: in one step, with the wrapper put before or behind it first, with the
 * text taken out first, or one wrapper for all the texts that stand side by side.
 */
export const WAYS = ["replace", "before", "behind", "remove", "merge"];

/** Has every page that this person opens translated, from now on. */
export async function translate(person, way = "replace") {
  await person.page.addInitScript(begin, way);
  if (person.page.url() !== "about:blank") await person.page.evaluate(begin, way);
}

/** Shows the original words again: as the texts that were taken out, or with texts made anew. */
export const showOriginal = (page, how) => page.evaluate((how) => globalThis.translator.undo(how), how);

/** Waits until nothing is left to be translated, and fails where a text of the page does not stand with its wrapper. */
export async function translated(page) {
  await page.waitForFunction(() => globalThis.translator.idle());
  const lost = await page.evaluate(() => globalThis.translator.lost());
  assert.deepEqual(lost, [], "words of a translation whose text is not in the page any more");
}

/** What the page says in all, in large letters: the clocks stand still for it. */
export const says = (page) => page.evaluate(() => globalThis.translator.says());

/** Waits until the page says this again, and is translated in all. */
export async function saysAgain(page, before) {
  const same = (wanted) => JSON.stringify(globalThis.translator.says()) === wanted;
  try {
    await page.waitForFunction(same, JSON.stringify(before), { timeout: 10_000 });
  } catch {
    // What differs is told below.
  }
  await translated(page);
  assert.deepEqual(await says(page), before);
}

/** Runs in the page. */
function begin(way) {
  // The title of the tab is not made of elements: translators set it otherwise.
  const NEVER = "[translate=no], .notranslate, title, script, style, noscript, textarea, svg";
  /** Each wrapper's texts, with their words. */
  const originals = new Map();
  const roots = new Set();
  let timer;

  function wrap(words) {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    for (const font of [outer, inner]) {
      font.dir = "auto";
      font.style.verticalAlign = "inherit";
    }
    inner.textContent = words.toUpperCase();
    outer.append(inner);
    return outer;
  }

  const exchanges = {
    replace: ([text], wrapper) => text.parentNode.replaceChild(wrapper, text),
    before: ([text], wrapper) => {
      text.parentNode.insertBefore(wrapper, text);
      text.remove();
    },
    behind: ([text], wrapper) => {
      text.after(wrapper);
      text.remove();
    },
    remove: ([text], wrapper) => {
      const { parentNode, nextSibling } = text;
      text.remove();
      parentNode.insertBefore(wrapper, nextSibling);
    },
    merge: ([first, ...others], wrapper) => {
      for (const text of others) text.remove();
      first.replaceWith(wrapper);
    },
  };

  function texts(root) {
    if (!root.isConnected) return [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const all = root.nodeType === Node.TEXT_NODE ? [root] : [];
    while (walker.nextNode()) all.push(walker.currentNode);
    const foreign = (text) => /\p{L}/u.test(text.data) && !text.parentElement.closest(`font, ${NEVER}`);
    return all.filter(foreign);
  }

  function work() {
    timer = undefined;
    const now = [...roots];
    roots.clear();
    for (const text of now.flatMap(texts)) {
      // One of a run of texts may have gone with another.
      if (!text.isConnected || text.parentElement.closest("font")) continue;
      const run = [text];
      while (way === "merge" && run.at(-1).nextSibling?.nodeType === Node.TEXT_NODE) run.push(run.at(-1).nextSibling);
      const words = run.map(({ data }) => data);
      const wrapper = wrap(words.join(""));
      originals.set(wrapper, { run, words });
      exchanges[way](run, wrapper);
    }
  }

  // The words come from elsewhere, so that they come later; several changes are done at once. Only what comes into the
  // page is looked at, not what is written into a text that is there: not every translator does more.
  function later(root) {
    roots.add(root);
    timer ??= setTimeout(work, 5);
  }

  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach((node) => node.nodeName !== "FONT" && later(node));
  });
  observer.observe(document, { childList: true, subtree: true });
  if (document.documentElement) later(document.documentElement);

  const outermost = (root) => [...root.querySelectorAll("font")].filter((font) => !font.parentElement.closest("font"));
  globalThis.translator = {
    idle: () => timer === undefined,
    says: () => {
      const words = document.getElementById("app").innerText.toUpperCase();
      return words.replace(/\d?\d:\d\d/g, "00:00").split("\n").map((line) => line.trim()).filter(Boolean);
    },
    lost: () => {
      // What stands outside of the program never changes.
      const alone = outermost(document.getElementById("app")).filter((font) => {
        const beside = font.previousSibling;
        return beside?.nodeType !== Node.TEXT_NODE || beside.data !== "";
      });
      return alone.map((font) => font.textContent);
    },
    undo: (how) => {
      observer.disconnect();
      for (const wrapper of outermost(document)) {
        const { run, words } = originals.get(wrapper);
        if (how === "nodes") wrapper.replaceWith(...run);
        else wrapper.replaceWith(words.join(""));
      }
    },
  };
}
