// The main pages as some people need them: in the few colours that a high-contrast theme leaves (forced colours), and with
// the letters, words and lines further apart (WCAG 1.4.12). Nothing may be lost or cut off in either.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, makePanel, person } from "./support/api.mjs";
import { overflow } from "./support/axe.mjs";
import { NARROW, PHONE, tall, WIDE } from "./support/browser.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Assessor } from "./support/form.mjs";
import { Mouse } from "./support/hands.mjs";
import { Chair } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

/** Letters, words, lines and paragraphs as far apart as the guideline wants a page to bear. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

/** Runs in the page: words that are cut off by what they stand in. */
function cut() {
  const hidden = (element) => {
    const { overflowX, overflowY, display } = getComputedStyle(element);
    return display !== "inline" && [overflowX, overflowY].some((value) => value === "hidden" || value === "clip");
  };
  const frames = [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility() && hidden(each));
  // What is for screen readers only is made as small as a point, whichever class does it.
  const isShown = (each) => each.clientWidth > 1 && !each.closest(".visually-hidden, svg, textarea, select, input");
  const real = frames.filter(isShown);
  const over = real.filter((each) => each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2);
  return over.map((each) => `cut off: ${each.tagName.toLowerCase()}.${each.className}`);
}

/** Runs in the page: controls that cannot be told from their ground where only a theme's colours are left. */
function unseen() {
  const controls = [...document.querySelectorAll("button, .mark-cell, .radio-row, textarea, input[type=text], input[type=date], select")];
  const bare = controls.filter((each) => {
    if (!each.checkVisibility() || each.matches(".room-term, .button-quiet, .disclosure-summary, .room-sections-toggle")) return false;
    const { borderTopWidth, borderTopStyle } = getComputedStyle(each);
    return parseFloat(borderTopWidth) === 0 || borderTopStyle === "none";
  });
  return bare.map((each) => `no edge: ${each.tagName.toLowerCase()}.${each.className} “${each.textContent.trim().slice(0, 30)}”`);
}

test("nothing is lost with forced colours or with more space between letters", async (t) => {
  const story = await Story.begin(t, "senses");
  const { server } = story;
  const organiser = await story.arrive("coordinator");
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ann = new Assessor(await story.arrive("ann"));
  const wrong = [];
  const cookies = async () => (await organiser.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

  /** Looks at a page in both ways and at three widths, and keeps what is wrong. */
  async function look(who, state) {
    const { page } = who;
    const check = async (how, checks) => {
      for (const viewport of [WIDE, PHONE, NARROW]) {
        const found = await tall(page, viewport, async () => (await Promise.all(checks.map((one) => one()))).flat());
        wrong.push(...found.map((fault) => `${state}, ${how}, ${viewport.width} px: ${fault}`));
      }
      await who.shot(`senses-${state}-${how}`);
      const own = page.viewportSize();
      await page.setViewportSize(PHONE);
      await who.shot(`senses-${state}-${how}-phone`);
      await page.setViewportSize(own);
    };
    await page.emulateMedia({ forcedColors: "active" });
    await check("forced-colours", [() => overflow(page), () => page.evaluate(unseen)]);
    await page.emulateMedia({ forcedColors: "none" });
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, SPACING);
    await check("spacing", [() => overflow(page), () => page.evaluate(cut)]);
    await page.evaluate(() => (document.adoptedStyleSheets = []));
  }

  await story.step("the coordinator's pages", async () => {
    const coordinator = new Coordinator(organiser, server);
    await coordinator.setUp();
    await look(organiser, "panels");
    await coordinator.openForm();
    await look(organiser, "form");
  });

  await story.step("the plans, one of them, and the frameworks", async () => {
    const { page } = organiser;
    const body = { case_ref: "EX-0142", author: "Casework team", change: "new", plan_stage: "draft", cohort: "year8-and-below" };
    const entered = { ...body, locality: "North", where_to_read: "", warnings_seen: false };
    const { value: plan } = await ask(server.url, "POST", "/api/plans", { body: entered, cookie: await cookies() });
    await organiser.goto(`${server.url}/plans`);
    await page.getByRole("row", { name: /EX-0142/ }).waitFor();
    await look(organiser, "plans");
    await organiser.goto(`${server.url}/plans/${plan.id}`);
    await page.getByRole("heading", { level: 1, name: /EX-0142/ }).waitFor();
    await look(organiser, "plan");
    await organiser.goto(`${server.url}/frameworks`);
    await page.getByText("Warrington", { exact: false }).first().waitFor();
    await look(organiser, "frameworks");
  });

  await story.step("a form with rows", async () => {
    const alone = { framework: "bradford-quality-form", way: { by: "alone", assessor: 0 } };
    const { links } = await makePanel(server, await cookies(), [person("Ann Assessor", "send-service")], alone);
    await ann.come(links[0].url);
    await ann.choose("A-child.1", 1);
    await ann.chosen("A-child.1", 1);
    await ann.saved();
    await look(ann.person, "form-rows");
  });

  await story.step("the room, with one mark a section and with rows", async () => {
    const cookie = await cookies();
    for (const framework of ["essex-full", "weighted-audit-plan", "warrington"]) {
      const { links } = await makePanel(server, cookie, [person("Ama Chair", "send-service")], { framework });
      await ama.come(links[0].url);
      await ama.next(/^Open all/);
      await ama.ballot.waitFor();
      await ama.ballot.getByRole("radio").first().check({ force: true });
      await ama.saved();
      await look(ama.person, `ballot-${framework}`);
      await ama.goToPage("Check and sign", /^Check before signing/);
      await look(ama.person, `check-${framework}`);
    }
  });

  await story.step("nothing is cut off and everything has an edge", () => assert.deepEqual(wrong, []));

  await story.conclude();
});
