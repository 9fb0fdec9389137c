// What axe-core finds on a page as it stands: in light and dark, at the width of a laptop and of a phone, and as narrow
// as a laptop's page is at 400 % zoom.

import axe from "axe-core";

import { NARROW, PHONE, tall, WIDE } from "./browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Why axe-core may leave a contrast undecided. */
const NOT_SEEN = [
  "color-contrast shortTextContent",
  "color-contrast emptyValue",
  "color-contrast bgOverlap",
  "color-contrast elmPartiallyObscured",
  "color-contrast elmPartiallyObscuring",
];

/** The ways in which every state is looked at. */
const LOOKS = [
  { viewport: WIDE, colorScheme: "light" },
  { viewport: WIDE, colorScheme: "dark" },
  { viewport: PHONE, colorScheme: "light" },
  { viewport: NARROW, colorScheme: "dark" },
];

/**
 * What is wrong with the page as it stands: violations, and what sticks out of its window, whichever way it is looked
 * at. Gives pairs of a fault and the look that found it.
 */
export async function faults(page) {
  const found = [];
  for (const { viewport, colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    const look = `${viewport.width} px ${colorScheme}`;
    const lines = await tall(page, viewport, async () => [...(await violations(page)), ...(await overflow(page))]);
    found.push(...lines.map((fault) => [fault, look]));
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

/** What axe-core has against the page, a line for each element. */
async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const result = await page.evaluate((tags) => {
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"] };
    return globalThis.axe.run(document, options);
  }, TAGS);
  const undecided = result.incomplete.map((found) => ({ ...found, nodes: found.nodes.filter((node) => !isOutOfSight(node)) }));
  return [...result.violations, ...undecided].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
  );
}

/**
 * What axe-core cannot decide by itself counts as well, except for the contrast of letters that stand alone, of fields
 * without a word in them, and of what lies over something else or under it, such as an open menu: the tokens that colour
 * them are judged wherever it can see them.
 */
function isOutOfSight({ any }) {
  const reasons = any.map(({ id, data }) => `${id} ${data?.messageKey}`);
  return reasons.length > 0 && reasons.every((reason) => NOT_SEEN.includes(reason));
}

/** What sticks out of the window, so that the page scrolls sideways, and words that stick out of the frame around them. */
export function overflow(page) {
  return page.evaluate(() => {
    const nameOf = (element) => `${element.tagName.toLowerCase()}.${element.className}`;
    const width = document.documentElement.clientWidth;
    const everything = [...document.querySelectorAll("body *")];
    const scrolls = document.documentElement.scrollWidth > width;
    const outside = everything.filter((each) => scrolls && each.getBoundingClientRect().right > width);
    const isFrame = (element) => {
      const { borderLeftWidth, borderRightWidth, display } = getComputedStyle(element);
      return display !== "inline" && parseFloat(borderLeftWidth) > 0 && parseFloat(borderRightWidth) > 0;
    };
    const spilt = everything.filter((each) => {
      if (!each.checkVisibility() || each.closest(".visually-hidden, textarea, select, svg")) return false;
      if (getComputedStyle(each).clipPath === "inset(50%)") return false;
      let frame = each;
      while (frame && !isFrame(frame)) frame = frame.parentElement;
      const words = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      return words.some((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return frame && range.getBoundingClientRect().right > frame.getBoundingClientRect().right + 1;
      });
    });
    return [
      ...outside.slice(0, 5).map((each) => `wider than the window: ${nameOf(each)}`),
      ...spilt.slice(0, 5).map((each) => `words outside of their frame: ${nameOf(each)} “${each.textContent.trim()}”`),
    ];
  });
}
