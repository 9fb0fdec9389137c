// What axe-core finds on a page as it stands: in light and dark, at the width of a laptop and of a phone.

import axe from "axe-core";

import { PHONE, WIDE } from "./browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The ways in which every state is looked at. */
const LOOKS = [
  { viewport: WIDE, colorScheme: "light" },
  { viewport: WIDE, colorScheme: "dark" },
  { viewport: PHONE, colorScheme: "light" },
];

/**
 * What is wrong with the page as it stands: violations, and what sticks out of its window, whichever way it is looked
 * at. Gives pairs of a fault and the look that found it.
 */
export async function faults(page) {
  const own = page.viewportSize();
  const found = [];
  for (const { viewport, colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    // As tall as the page is, or bars that stick to the window's edges would lie over what scrolling brings into view.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
    const look = `${viewport.width} px ${colorScheme}`;
    found.push(...[...(await violations(page)), ...(await overflow(page))].map((fault) => [fault, look]));
  }
  await page.setViewportSize(own);
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

/** What axe-core has against the page, a line for each element. */
async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const result = await page.evaluate((tags) => {
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
    return globalThis.axe.run(document, options);
  }, TAGS);
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
  );
}

/** The elements that stick out of a page that has to be scrolled sideways; none for a page that fits. */
function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const outside = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > width);
    return outside.slice(0, 5).map((each) => `wider than the window: ${each.tagName.toLowerCase()}.${each.className}`);
  });
}
