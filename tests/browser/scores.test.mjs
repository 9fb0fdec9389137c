// "My scores": a whole plan scored on one page, in as few presses and keys as it has sections, and a list of the same
// rows on a phone. It is the ballot, so that what is chosen here is what the section shows, and nobody else hears of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Finger, Keyboard, Mouse } from "./support/hands.mjs";
import { Chair, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

const OPEN_ALL = /^Open all \d+ sections for scoring$/;

test("a plan of twelve sections and the overall judgement is scored on one page", async (t) => {
  const story = await Story.begin(t, "scores");
  const { server } = story;
  const people = [person("Ama Chair", "send-service"), person("Ben Health", "health"), person("Cleo School", "education-setting")];
  const { links } = await makePanel(server, await setUp(server), people);
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben"), Mouse);
  const cleo = new Member(await story.arrive("cleo", PHONE), Finger);
  const page = ben.page;
  const table = page.getByRole("table", { name: "Your score for each section" });
  const rows = table.getByRole("row").filter({ has: page.getByRole("radio") });
  const all = page.getByRole("button", { name: "I’m ready with all of these" });

  await story.step("thirteen grades and “I’m ready” are fourteen presses, before the chair has opened anything or after", async () => {
    await ama.come(links[0].url);
    await ben.come(links[1].url);
    await ben.goToPage("My scores");
    assert.equal(await rows.count(), 13);
    const grade = (at) => rows.nth(at).getByRole("radio", { name: /2 Good$/ });
    for (let at = 0; at < 6; at += 1) await grade(at).click();
    await ama.next(OPEN_ALL);
    await table.getByText("Not open yet").nth(1).waitFor({ state: "detached" });
    for (let at = 0; at < 6; at += 1) assert.ok(await grade(at).isChecked(), "what was chosen before is kept");
    for (let at = 6; at < 13; at += 1) await grade(at).click();
    await story.look(ben.person, "scored");
    await all.click();
    await page.getByText("You are ready.").waitFor();
    assert.equal(await table.getByRole("cell", { name: "Ready" }).count(), 12, "all but the overall judgement, which comes last");
  });

  await story.step("what is chosen here is the ballot of the section, and the other way round", async () => {
    await ben.goTo("B");
    await ben.ballot.getByText("Your score: 2 Good.").waitFor();
    await ben.hand.press(ben.ballot.getByRole("button", { name: "Look at it or change it" }));
    await ben.hand.choose(ben.ballot.getByRole("group", { name: "Your score" }), "3 Requires improvement");
    await ben.goToPage("My scores");
    const row = table.getByRole("row").filter({ hasText: "B Special educational needs" });
    await row.getByRole("radio", { name: /3 Requires improvement$/, checked: true }).waitFor();
  });

  await story.step("a reason unfolds under its row", async () => {
    const section = table.getByRole("rowgroup").filter({ hasText: "B Special educational needs" });
    await section.getByRole("button", { name: "Why?" }).click();
    await ben.hand.write(section.getByRole("textbox", { name: /^Why\?/ }), "two needs are not in it");
    await ben.saved();
    await ben.goTo("B");
    await ben.hand.press(ben.ballot.getByRole("button", { name: "Look at it or change it" }));
    await ben.reads(ben.ballot.getByLabel("Why?"), "two needs are not in it");
    assert.ok(!ama.heard.includes("two needs are not in it"), "the chair hears nothing of it");
  });

  await story.step("on a phone it is a list of the same rows", async () => {
    await cleo.come(links[2].url);
    await cleo.goToPage("My scores");
    const first = cleo.page.getByRole("row").filter({ has: cleo.page.getByRole("radio") }).first();
    await first.getByText("2 Good").tap();
    await first.getByRole("radio", { name: /2 Good$/, checked: true }).waitFor();
    const wide = await cleo.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `nothing is wider than the phone, by ${wide} px`);
    await story.look(cleo.person, "phone");
  });

  await story.conclude();
});

test("with the keyboard a grade is a digit, and Tab leads to the next row", async (t) => {
  const story = await Story.begin(t, "scores-keys");
  const { server } = story;
  const { links } = await makePanel(server, await setUp(server), [person("Ama Chair", "send-service"), person("Dan Psychologist", "educational-psychology")]);
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const dan = new Member(await story.arrive("dan"), Keyboard);
  const page = dan.page;

  await story.step("two keys a section, the last of which says ready", async () => {
    await ama.come(links[0].url);
    await ama.next(OPEN_ALL);
    await dan.come(links[1].url);
    await dan.goToPage("My scores");
    const rows = page.getByRole("row").filter({ has: page.getByRole("radio") });
    await rows.first().waitFor();
    const open = await rows.count();
    await dan.hand.tabTo(rows.first().getByRole("radio").first());
    let keys = 0;
    const press = async (key) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    for (let at = 0; at < open; at += 1) {
      await press("2");
      await rows.nth(at).getByRole("radio", { name: /2 Good$/, checked: true }).waitFor();
      if (at < open - 1) await press("Tab");
    }
    await press("Enter");
    await page.getByText("You are ready.").waitFor();
    assert.deepEqual([open, keys], [13, 26], "a digit and a Tab for each section, and Enter in the place of the last Tab");
  });

  await story.conclude();
});
