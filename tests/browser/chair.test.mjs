// The chair's craft, and who is at the edge of the table: bringing everyone along without taking anybody along by force,
// passing the chair on, the second plan, an observer, somebody who comes late, and somebody whose link ends.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Finger, Keyboard, Mouse } from "./support/hands.mjs";
import { Chair, hold, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

const plan = (caseRef) => ({
  case_ref: caseRef,
  change: "new",
  plan_stage: "draft",
  cohort: "year8-and-below",
  locality: "North",
  where_to_read: "",
});

test("a chair leads, and passes the chair on", async (t) => {
  const story = await Story.begin(t, "chair");
  const { server } = story;
  const cookie = await setUp(server);
  const people = [
    person("Ama Chair", "send-service"),
    person("Ben Deputy", "health"),
    person("Cat Parent", "parent-carer-forum"),
    person("Obi Watcher", "other", "observer"),
    person("Liz Late", "social-care"),
  ];
  const agenda = [plan("EX-0001"), plan("EX-0002")];
  const { panel, links } = await makePanel(server, cookie, people, { agenda, deputy: 1, naming: "names" });
  const seat = (name) => panel.participants.find((one) => one.name === name).id;
  const link = (name) => links.find(({ participant }) => participant === seat(name)).url;
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Chair(await story.arrive("ben", PHONE), Finger);
  const cat = new Member(await story.arrive("cat"), Keyboard);
  const obi = new Member(await story.arrive("obi"), Mouse);
  const look = (member, state) => story.look(member.person, state);

  await story.step("the room fills", async () => {
    for (const [member, name] of [[ama, "Ama Chair"], [ben, "Ben Deputy"], [cat, "Cat Parent"]]) await member.come(link(name));
    await obi.come(link("Obi Watcher"), () => look(obi, "welcome-observer"));
  });

  await story.step("an observer reads everything and changes nothing", async () => {
    await look(obi, "observer");
    const notes = obi.sharedText("Strengths");
    await cat.hand.write(cat.sharedText("Strengths"), "She is in it.");
    await obi.reads(notes, "She is in it.");
    assert.ok(!(await notes.isEditable()), "the shared notes cannot be written in");
    assert.equal(await obi.page.getByRole("button", { name: /^Propose/ }).count(), 0);
  });

  await story.step("the chair chooses which sections to open", async () => {
    await ama.hand.press(ama.page.getByText("More for the chair"));
    await look(ama, "menu");
    await ama.hand.press(ama.page.getByRole("button", { name: "Choose sections to open…" }));
    const dialog = ama.page.getByRole("dialog");
    await dialog.getByLabel("A Views, interests and aspirations").check();
    await dialog.getByLabel("F Special educational provision").check();
    await look(ama, "choose-sections");
    await ama.hand.press(dialog.getByRole("button", { name: "Open them for scoring" }));
    await dialog.waitFor({ state: "hidden" });
    await ama.sees("F", "Scoring: 0 of 3 ready");
    await ama.sees("E", "Not started");
    await cat.ballot.waitFor();
    assert.equal(await obi.ballot.count(), 0, "an observer has no ballot");
  });

  await story.step("who follows goes along, who is writing stays, and who does not follow is told", async () => {
    await cat.follow();
    await ben.follow();
    const text = cat.sharedText("Areas for improvement");
    await cat.hand.write(text, "I am in the middle of");
    await ama.goTo("F");
    await ama.menu("Bring everyone here");
    await ben.page.getByRole("heading", { level: 2, name: /^Section F/ }).waitFor();
    for (const member of [cat, obi]) await member.told("The chair is at section F.").waitFor();
    assert.ok(await text.evaluate((element) => element === document.activeElement), "who writes is left alone");
    await look(obi, "called");
    await obi.hand.press(obi.page.getByRole("button", { name: "Go there" }));
    await obi.page.getByRole("heading", { level: 2, name: /^Section F/ }).waitFor();
    await cat.hand.press(cat.page.getByRole("button", { name: "Not now" }));
    await cat.page.getByRole("heading", { level: 2, name: /^Section A/ }).waitFor();
  });

  await story.step("the clock shows and does nothing", async () => {
    await ama.menu("5 minutes");
    for (const member of [ama, ben]) await member.page.getByRole("timer").first().waitFor();
    await look(ben, "clock-phone");
    await ama.menu("Take the clock down");
    await ben.page.getByRole("timer").first().waitFor({ state: "detached" });
  });

  await story.step("somebody comes late", async () => {
    await ama.menu("Reveal section F");
    await ama.because("There is nothing to score in it.", "Reveal section F");
    const late = new Member(await story.arrive("liz"), Mouse);
    await late.come(link("Liz Late"));
    await late.told("Welcome: the meeting has begun").waitFor();
    await look(late, "late");
    late.person.expectComplaints(/401 .*\/api\/seats\//);
    await ask(server.url, "DELETE", `/api/panels/${panel.id}/participants/${seat("Liz Late")}`, { cookie });
    // Whoever is taken off the panel is told so, and what they see no longer counts as saved.
    await late.line("Your link to this meeting no longer works.");
    assert.equal(await late.told("All changes saved").count(), 0);
    await look(late, "removed");
    await ama.page.getByRole("heading", { name: "In the room (4 of 4)" }).waitFor();
    await late.person.leave();
  });

  await story.step("the second plan is taken up, and nobody loses their place", async () => {
    // The reveal of section F has brought everyone there who was not writing.
    await cat.page.getByRole("heading", { level: 2, name: /^Section F/ }).waitFor();
    await cat.goTo("A");
    const text = cat.sharedText("Areas for improvement");
    await cat.hand.tabTo(text);
    await cat.page.keyboard.press("ControlOrMeta+End");
    const held = await hold(text);
    await ama.menu("Take up plan EX-0002");
    await ama.page.getByText(/^Plan EX-0002/).waitFor();
    await cat.told("On the table now: plan EX-0002.").waitFor();
    await obi.goTo("A");
    await ben.page.getByText(/^Plan EX-0002/).waitFor();
    await ben.goTo("A");
    await held.still();
    await look(cat, "other-plan");
    await cat.hand.press(cat.page.getByRole("button", { name: "Go there" }));
    await cat.page.getByText(/^Plan EX-0002/).waitFor();
    assert.equal(await cat.sharedText("Strengths").inputValue(), "", "the other plan has notes of its own");
    await cat.hand.press(cat.page.getByRole("link", { name: /^EX-0001/ }));
    await cat.reads(cat.sharedText("Areas for improvement"), "I am in the middle of");
  });

  await story.step("the chair names a scribe, who then writes the record", async () => {
    await ama.menu("Name the scribe…");
    const dialog = ama.page.getByRole("dialog");
    await ama.hand.choose(dialog.getByRole("group", { name: "Who?" }), "Cat Parent (Parent-carer forum)");
    await look(ama, "scribe");
    await ama.hand.press(dialog.getByRole("button", { name: "Name the scribe" }));
    await dialog.waitFor({ state: "hidden" });
    await cat.goToPage("Themes and actions");
    await cat.hand.press(cat.page.getByRole("button", { name: "Add an action" }));
    await cat.hand.write(cat.page.getByLabel("Improvement action"), "Written by the scribe.");
    await cat.saved();
  });

  await story.step("the chair is handed over, and back", async () => {
    await ama.menu("Hand over the chair…");
    const dialog = ama.page.getByRole("dialog");
    await ama.hand.choose(dialog.getByRole("group", { name: "Who?" }), "Ben Deputy (Health)");
    await ama.hand.press(dialog.getByRole("button", { name: "Hand over the chair" }));
    await ben.page.getByRole("region", { name: "For the chair" }).waitFor();
    await ama.page.getByRole("region", { name: "For the chair" }).waitFor({ state: "detached" });
    await look(ben, "chair-phone");
    await ben.menu("Hand over the chair…");
    const own = ben.page.getByRole("dialog");
    await ben.hand.choose(own.getByRole("group", { name: "Who?" }), "Ama Chair (SEND service)");
    await look(ben, "hand-over-phone");
    await ben.hand.press(own.getByRole("button", { name: "Hand over the chair" }));
    await ama.page.getByRole("region", { name: "For the chair" }).waitFor();
  });

  await story.step("when the chair leaves, nobody is promoted, and the deputy can take over", async () => {
    await ama.person.leave();
    const away = ben.told(/Ama Chair, the chair, has lost the connection/);
    await away.waitFor();
    await cat.told("Ben Deputy can take the chair as deputy.").waitFor();
    assert.equal(await cat.page.getByRole("button", { name: "Take the chair" }).count(), 0);
    await look(ben, "chair-away-phone");
    await ben.hand.press(ben.page.getByRole("button", { name: "Take the chair" }));
    await ben.page.getByRole("region", { name: "For the chair" }).waitFor();
    await away.waitFor({ state: "detached" });
  });

  await story.conclude();
});
