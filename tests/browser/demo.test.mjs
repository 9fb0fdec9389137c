// The demo: a newcomer alone plays the chair, with the parent-forum member in a second tab, among simulated colleagues
// who come, score and answer by themselves and at the pace of people.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE } from "./support/browser.mjs";
import { Finger, Mouse } from "./support/hands.mjs";
import { Chair, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

/** How long the colleagues may take for anything, in milliseconds. */
const PATIENCE_MS = 180_000;

test("a newcomer plays the chair of the demo", async (t) => {
  const story = await Story.begin(t, "demo", { args: ["--demo"] });
  const [chairLink, parentLink] = story.server.links;
  const chair = new Chair(await story.arrive("newcomer"), Mouse);
  const parent = new Member(await story.arrive("parent", PHONE), Finger);
  for (const { page } of [chair, parent]) page.setDefaultTimeout(PATIENCE_MS);

  await story.step("the colleagues come", async () => {
    await chair.come(chairLink);
    await parent.come(parentLink);
    await chair.page.getByRole("heading", { name: "In the room (13 of 13)" }).waitFor();
    await story.look(chair.person, "full-room");
    await story.look(parent.person, "full-room-phone");
  });

  await story.step("they score in private, and say when they are ready", async () => {
    await chair.next("Open all 12 sections for scoring");
    await chair.score("A", "2 Good");
    await chair.ready();
    await parent.score("A", "3 Requires improvement");
    await parent.ready();
    await chair.sees("A", /Scoring: (9|10|11|12|13) of \d+ ready/);
    await story.look(parent.person, "scoring-phone");
  });

  await story.step("the reveal shows a panel that differs", async () => {
    await chair.menu("Reveal section A");
    const dialog = chair.page.getByRole("dialog");
    const revealed = chair.page.getByRole("heading", { level: 3, name: "Scores" });
    await dialog.or(revealed).first().waitFor();
    if (await dialog.isVisible()) await chair.because("To see it.", "Reveal section A");
    await revealed.waitFor();
    const chips = chair.page.getByRole("main").getByText("Parents", { exact: true });
    await chips.first().waitFor();
    await story.look(chair.person, "revealed");
    await story.look(parent.person, "revealed-phone");
  });

  await story.step("they answer a proposal", async () => {
    await chair.propose("2 Good");
    await chair.answer("Agree");
    await parent.answer("Can live with it");
    await chair.told(/([3-9]|1\d) agree/).first().waitFor();
    await story.look(chair.person, "answers");
    assert.equal(await parent.page.getByRole("region", { name: "For the chair" }).count(), 0);
  });

  await story.conclude();
});
