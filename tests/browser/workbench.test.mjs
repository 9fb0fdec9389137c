// The room as a workbench: what one needs to judge a section is on the screen at once, whatever the framework and the
// window; the way through all sections is one press each; and a reveal comes to everyone without taking anybody's caret.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Finger, Keyboard, Mouse } from "./support/hands.mjs";
import { openAndMeasure } from "./support/inview.mjs";
import { Chair, everyoneSaved, hold, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

/** What a council laptop leaves to a page, the same with less around it, two usual screens, and a phone. */
const LAPTOP = { width: 1366, height: 625 };
const WINDOWS = [LAPTOP, { width: 1366, height: 768 }, { width: 1280, height: 720 }, { width: 1920, height: 1080 }, PHONE];

/** A laptop's page at 400 %. */
const ZOOMED = { width: 341, height: 156 };

const GOOD = "2 Good";

test("in every section of every framework the ballot and “I’m ready” are in view when it opens", async (t) => {
  const story = await Story.begin(t, "workbench");
  const { server } = story;
  const cookie = await setUp(server);
  const { value: frameworks } = await ask(server.url, "GET", "/api/frameworks", { cookie });
  const shipped = frameworks.frameworks ?? frameworks;
  assert.ok(shipped.length >= 14, `${shipped.length} frameworks`);
  const ama = new Chair(await story.arrive("ama", LAPTOP), Mouse);
  const wrong = [];

  for (const { id } of shipped) {
    await story.step(id, async () => {
      // A colleague who has not come yet, so that the bar of the chair has its longest words.
      const people = [person("Ama Chair", "send-service"), person("Ben Health", "health")];
      const { links } = await makePanel(server, cookie, people, { framework: id, title: id });
      await ama.come(links[0].url);
      await ama.next(/^Open/);
      await ama.ballot.waitFor();
      const sections = await ama.page
        .getByRole("navigation", { name: "Sections and pages of the room" })
        .locator("a[href*='at=section-']")
        .evaluateAll((links) => links.map((link) => new URL(link.href).searchParams.get("at").slice("section-".length)));
      const overall = sections.length > 1 ? sections.filter((at) => at !== "overall") : sections;
      for (const viewport of WINDOWS) {
        await ama.page.setViewportSize(viewport);
        for (const at of overall) {
          const found = await ama.page.evaluate(openAndMeasure, { at, wide: viewport.width >= 1100 });
          wrong.push(...found.map((fault) => `${id} ${at}, ${viewport.width} × ${viewport.height}: ${fault}`));
        }
      }
      await ama.page.setViewportSize(LAPTOP);
    });
  }

  await story.step("nothing was out of view", () => assert.deepEqual(wrong, []));
});

test("the room leads through the sections, and the reveal comes to people", async (t) => {
  const story = await Story.begin(t, "workbench-reveal");
  const { server } = story;
  const cookie = await setUp(server);
  const people = [
    person("Ama Chair", "send-service"),
    person("Ben Health", "health"),
    person("Cat Parent", "parent-carer-forum"),
    person("Dee School", "education-setting"),
    person("Eve Care", "social-care"),
  ];
  const { links } = await makePanel(server, cookie, people);
  const ama = new Chair(await story.arrive("ama", LAPTOP), Mouse);
  const ben = new Member(await story.arrive("ben", { width: 1280, height: 720 }), Mouse);
  const cat = new Member(await story.arrive("cat", { width: 1366, height: 768 }), Keyboard);
  const dee = new Member(await story.arrive("dee", PHONE), Finger);
  const eve = new Member(await story.arrive("eve", PHONE), Finger);
  const all = [ama, ben, cat, dee, eve];
  const look = (member, state) => story.look(member.person, state);
  const button = (member, name) => member.page.getByRole("button", { name, exact: true });
  const scores = (member, name = "Scores") => member.page.getByRole("heading", { level: 3, name, exact: true });

  /** Fails unless the first rows of the scores are in the window. */
  async function seesScores(member) {
    const first = member.page.locator(".room-standing").first();
    await first.waitFor();
    await member.page.waitForFunction((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }, await first.elementHandle());
  }

  /** Fails if a wide window has something to scroll. */
  async function fits(member) {
    const over = await member.page.evaluate(() => document.scrollingElement.scrollHeight - innerHeight);
    assert.ok(over <= 0, `the page is ${over} px too tall`);
  }

  await story.step("the chair sees who has not come yet, and nothing shines", async () => {
    await ama.come(links[0].url);
    await fits(ama);
    await ama.next("Open all 12 sections for scoring");
    await ama.told(/Waiting for SEND in A.* 4 of 5 have not arrived yet\./).waitFor();
    const bar = ama.page.getByRole("region", { name: "For the chair" });
    assert.equal(await bar.getByRole("button", { name: /reveal/i }).count(), 0, "a reveal is offered in the menu alone");
    await look(ama, "alone");
  });

  await story.step("the strip of agencies opens into the list with names, and closes", async () => {
    for (const [place, member] of all.entries()) if (place) await member.come(links[place].url);
    await ama.page.getByRole("heading", { name: "In the room (5 of 5)" }).waitFor();
    const strip = cat.page.getByRole("button", { name: /^In the room/ });
    await cat.hand.press(strip);
    await cat.page.getByText("Dee School").waitFor();
    await look(cat, "people");
    await cat.page.keyboard.press("Escape");
    await cat.page.getByText("Dee School").waitFor({ state: "hidden" });
  });

  await story.step("one press says ready and goes on", async () => {
    for (const [place, section] of ["A", "E", "B"].entries()) {
      await ben.hand.choose(ben.ballot.getByRole("group", { name: "Your score" }), GOOD);
      await button(ben, `I’m ready, next: section ${["E", "B", "C"][place]}`).click();
      await ben.page.getByRole("heading", { level: 2, name: new RegExp(`^Section ${["E", "B", "C"][place]}: `) }).waitFor();
      await ama.sees(section, "Scoring: 1 of 5 ready");
    }
    await ben.goTo("A");
    await ben.told("You are ready.").waitFor();
    await ben.page.getByText("1 person is still scoring").first().waitFor();
    await fits(ben);
    await look(ben, "waiting");
    await ama.told(/^Waiting for Parents, SEND, Care and School in A/).waitFor();
  });

  await story.step("the reveal comes to whoever is not writing, and leaves alone whoever is", async () => {
    await ben.goTo("K");
    await eve.goToPage("Views on the plan");
    await cat.goTo("F");
    const notes = cat.sharedText("Strengths");
    await cat.hand.write(notes, "In the middle of");
    const why = dee.ballot.getByLabel("Why?");
    await dee.hand.write(why, "My reason");
    await everyoneSaved(all);
    const [held, kept] = [await hold(notes), await hold(why)];
    const told = await cat.person.listen();
    await ama.menu("Reveal section A");
    await ama.because("To see it.", "Reveal section A");
    for (const member of [ama, ben, eve]) {
      await member.page.getByRole("heading", { level: 2, name: /^Section A/ }).waitFor();
      await seesScores(member);
    }
    await Promise.all([fits(ama), fits(ben)]);
    await look(ama, "revealed");
    await look(eve, "revealed-phone");
    for (const member of [cat, dee]) await member.told("Section A has been revealed.").waitFor();
    await held.still();
    await kept.still();
    assert.equal((await told()).filter((words) => /revealed/.test(words)).length, 1, "said once");
    await look(cat, "line-beside");
    await look(dee, "line-beside-phone");
  });

  await story.step("the button beside leads to the scores", async () => {
    for (const member of [cat, dee]) {
      await member.hand.press(member.page.getByRole("button", { name: "Show the scores" }));
      await seesScores(member);
      await member.page.waitForFunction((element) => element === document.activeElement, await scores(member).elementHandle());
      assert.equal(await member.told("has been revealed.").count(), 0, "the line is gone");
    }
  });

  await story.step("at 400 % with nothing but the keyboard a section can be judged", async () => {
    await cat.page.setViewportSize(ZOOMED);
    await cat.score("E", GOOD, "It has dates.");
    await cat.ready();
    await cat.page.setViewportSize({ width: 1366, height: 768 });
    await cat.saved();
  });

  await story.step("how close things stand is kept on the device", async () => {
    const compact = ama.page.getByRole("radio", { name: /^Compact/ });
    await ama.page.getByText("Settings", { exact: true }).click();
    await compact.check({ force: true });
    await ama.page.reload();
    await ama.inTheRoom();
    await ama.page.getByText("Settings", { exact: true }).click();
    assert.ok(await compact.isChecked());
    await look(ama, "compact");
  });

  await story.conclude();
});
