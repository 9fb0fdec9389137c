// What axe-core finds on a page as it stands: in light and dark, at the width of a laptop and of a phone.

import assert from "node:assert/strict";

import axe from "axe-core";

import { PHONE, WIDE } from "./browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The ways in which every state is looked at. */
const LOOKS = [
  { viewport: WIDE, colorScheme: "light" },
  { viewport: WIDE, colorScheme: "dark" },
  { viewport: PHONE, colorScheme: "light" },
];

/** Fails unless the page is without violations and fits its window, whichever way it is looked at. */
export async function checkPage(person, state) {
  const { page } = person;
  const own = page.viewportSize();
  const found = [];
  for (const { viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const look = `${state}, ${viewport.width} px, ${colorScheme}`;
    found.push(...(await violations(page)).map((violation) => `${look}: ${violation}`));
    found.push(...(await overflow(page)).map((culprit) => `${look}: wider than the window: ${culprit}`));
  }
  await page.setViewportSize(own);
  await page.emulateMedia({ colorScheme: "light" });
  assert.deepEqual(found, [], `${person.name} at ${page.url()}`);
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
    return outside.slice(0, 5).map((each) => `${each.tagName.toLowerCase()}.${each.className}`);
  });
}
