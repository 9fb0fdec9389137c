// What people say of their own marks, and what a judgement goes beyond: how sure somebody is, what changed their mind, a
// proposal that nobody scored, a limit of the framework that is overruled. And the time for each section, which does nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Finger, Keyboard, Mouse } from "./support/hands.mjs";
import { Chair, everyoneSaved, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

const PEOPLE = [person("Ama Chair", "send-service"), person("Ben Health", "health"), person("Cat Parent", "parent-carer-forum")];

const OUTSTANDING = "1 Outstanding";
const GOOD = "2 Good";
const WEAK = "3 Requires improvement";
const INADEQUATE = "4 Inadequate";

/** Who scores what: the chair, the nurse, the parent. */
const SCORES = {
  B: [OUTSTANDING, GOOD, GOOD],
  D: [GOOD, GOOD, OUTSTANDING],
  E: [GOOD, GOOD, INADEQUATE],
  F: [INADEQUATE, INADEQUATE, INADEQUATE],
};

const LIMIT = "The overall judgement is no better than Requires improvement while section F is Inadequate.";
const MOVED = "The school told us what it does.";
const BEYOND = "Outcomes were rewritten last night.";
const OVERRULED = "Section F is being rewritten this week.";

/** An own framework of the area: the full one of Essex, with a limit. Gives back its id. */
async function limited(server, cookie) {
  const post = (method, path, body) => ask(server.url, method, `/api/frameworks${path}`, { body, cookie });
  const copy = { from: "essex-full", id: "with-a-limit", title: "With a limit" };
  const { value: draft } = await post("POST", "/drafts", copy);
  const condition = { any_of: ["F"], or_worse: 4 };
  const limits = [{ id: "f", while: condition, target: "overall", no_better_than: 3, source: "For this test" }];
  const body = { ...draft.body, limits };
  const { value: changed } = await post("PUT", `/drafts/${draft.id}`, { revision: draft.revision, body });
  assert.deepEqual(changed.problems, []);
  await post("POST", `/drafts/${draft.id}/publish`, { revision: changed.revision, version: "1" });
  return draft.id;
}

test("people say how sure they are and why they moved, and the chair why the panel goes beyond what was scored", async (t) => {
  const story = await Story.begin(t, "doubt");
  const { server } = story;
  const cookie = await setUp(server);
  const framework = await limited(server, cookie);
  const { links } = await makePanel(server, cookie, PEOPLE, { framework, naming: "names" });
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben", PHONE), Finger);
  const cat = new Member(await story.arrive("cat"), Keyboard);
  const all = [ama, ben, cat];
  const look = (member, state) => story.look(member.person, state);
  const main = (member) => member.page.getByRole("main");
  const limits = (member) => member.page.getByRole("region", { name: "Limits of the framework" });

  await story.step("the chair sets the time for each section, and it does nothing", async () => {
    for (const [place, member] of all.entries()) await member.come(links[place].url);
    await ama.next("Open all 12 sections for scoring");
    await ama.menu("5 minutes for each section");
    for (const member of [ama, cat]) await member.page.getByText("of 5 minutes").waitFor();
    await ama.hand.press(ama.page.getByText("More for the chair"));
    await ama.page.getByText("5 minutes for each section of every plan.").waitFor();
    await look(ama, "time-for-each-section");
    await ama.page.keyboard.press("Escape");
  });

  await story.step("each scores in private, and says how sure they are", async () => {
    for (const [place, member] of all.entries()) {
      for (const [section, scores] of Object.entries(SCORES)) await member.score(section, scores[place]);
    }
    await cat.goTo("E");
    await cat.hand.select(cat.ballot.getByLabel("How sure are you?"), "Outside my expertise");
    await look(cat, "outside-my-expertise");
    await cat.goTo("D");
    await cat.hand.select(cat.ballot.getByLabel("How sure are you?"), "Unsure");
    await ben.goTo("D");
    await ben.hand.select(ben.ballot.getByLabel("How sure are you?"), "Sure");
    await look(ben, "sure-phone");
    await everyoneSaved(all);
    for (const member of [ama, ben]) {
      const told = member.heard.match(/E@1\/sure|outside|unsure/)?.[0];
      assert.equal(told, undefined, "nobody was told before the reveal");
    }
  });

  await story.step("the reveal says who is in doubt, and what it would be without them", async () => {
    await ama.menu("Reveal all 12 sections being scored");
    await ama.because("We begin with these four.", "Reveal 12 sections");
    await ama.sees("E", "Needs reconciling");
    await ama.goTo("E");
    for (const words of [
      "For 1 person it is outside their expertise. They decide here: without them everyone who scored said Good.",
      // The figures count everyone.
      "3 scores, from 2 Good to 4 Inadequate; the middle is 2 Good.",
    ]) {
      await ama.told(words).first().waitFor();
    }
    await main(ama).getByText("outside their expertise", { exact: true }).waitFor();
    assert.ok(ama.heard.includes('"outside"'), "the search would have found it");
    await look(ama, "revealed");
    await ben.goTo("E");
    await look(ben, "revealed-phone");
  });

  await story.step("where the unsure decide, a section comes nearer the top and says so", async () => {
    await ama.goToPage("All sections, most divided first");
    const titles = await main(ama).getByRole("heading", { level: 3 }).allInnerTexts();
    assert.deepEqual(titles.slice(0, 3).map((title) => title.slice(0, 2)), ["E ", "D ", "B "]);
    await ama.told("1 person is unsure. They decide here: without them everyone who scored said Good.").first().waitFor();
    await ama.told("Their scores count like all others.").waitFor();
    await look(ama, "board");
  });

  await story.step("in a second round one says what changed one's mind, in private until the reveal", async () => {
    await ama.goTo("E");
    await ama.hand.press(ama.page.getByRole("button", { name: "Score again in private" }));
    await ama.sees("E", "Scoring, round 2");
    await ama.score("E", GOOD);
    await ben.score("E", GOOD);
    assert.equal(await ben.ballot.getByLabel("What changed your mind?").count(), 0, "whose mark is the same is not asked");
    await cat.score("E", WEAK);
    await cat.hand.write(cat.ballot.getByLabel("What changed your mind?"), MOVED);
    await look(cat, "changed-my-mind");
    await everyoneSaved(all);
    for (const member of all) await member.ready();
    for (const member of [ama, ben]) assert.ok(!member.heard.includes(MOVED), "nobody was told before the reveal");
    await ama.next("Reveal section E");
    for (const member of all) {
      await member.goTo("E");
      await member.page.getByRole("heading", { name: "Who moved since round 1" }).waitFor();
      const line = main(member).getByRole("listitem").filter({ hasText: MOVED });
      await line.filter({ hasText: `Cat Parent (Parent-carer forum): from ${INADEQUATE} to ${WEAK}` }).waitFor();
    }
    await look(ama, "who-moved");
    await look(ben, "who-moved-phone");
  });

  await story.step("what nobody scored is proposed with a reason, and everyone sees both", async () => {
    await ama.hand.choose(ama.page.getByRole("group", { name: "Propose a judgement" }), OUTSTANDING);
    await ama.told("It is outside what was scored: nobody scored it so.").waitFor();
    await ama.page.getByText("Say why you propose it first.").waitFor();
    await ama.hand.write(ama.page.getByLabel("Why do you propose it?"), BEYOND);
    await look(ama, "proposing-beyond");
    await ama.hand.press(ama.page.getByRole("button", { name: "Propose this to the panel" }));
    for (const member of [ben, cat]) {
      await member.told("It is outside what was scored: nobody scored it so.").waitFor();
      await member.told(`Why: ${BEYOND}`).waitFor();
    }
    await look(ben, "proposed-beyond-phone");
    for (const member of all) await member.answer("Agree");
    await ama.next("Agree 1 Outstanding for section E");
    await ama.sees("E", "Agreed: 1 Outstanding");
    await cat.told(`Why: ${BEYOND}`).waitFor();
  });

  await story.step("a limit of the framework is shown, and is overruled with a reason only", async () => {
    await ama.goTo("F");
    await ama.next("Accept section F, where everyone agreed");
    await ama.sees("F", `Agreed: ${INADEQUATE}`);
    await ama.goTo("overall");
    await ama.menu("Open the overall judgement for scoring");
    for (const member of all) {
      await member.score("overall", GOOD);
      await limits(member).getByText(LIMIT).waitFor();
      await limits(member).getByText("This holds now.").waitFor();
    }
    await look(ben, "limit-phone");
    await everyoneSaved(all);
    for (const member of all) await member.ready();
    await ama.next("All 3 are ready: reveal the overall judgement");
    await ama.page.getByRole("heading", { level: 3, name: "Scores" }).waitFor();
    assert.equal(await ama.page.getByRole("button", { name: /^Accept the overall/ }).count(), 0);
    await ama.hand.choose(ama.page.getByRole("group", { name: "Propose a judgement" }), GOOD);
    await ama.told(`It overrules a limit of the framework: ${LIMIT}`).waitFor();
    await ama.hand.write(ama.page.getByLabel("Why do you propose it?"), OVERRULED);
    await look(ama, "overruling");
    await ama.hand.press(ama.page.getByRole("button", { name: "Propose this to the panel" }));
    for (const member of all) await member.answer("Agree");
    await ama.next("Agree 2 Good for the overall judgement");
    await ama.sees("overall", "Agreed: 2 Good");
  });

  await story.step("all of it is in what will be signed", async () => {
    await ama.goToPage("Check and sign", /^Check before signing/);
    await ama.page.getByRole("heading", { name: "Beyond what was scored" }).waitFor();
    for (const words of [BEYOND, OVERRULED]) await main(ama).getByText(words).waitFor();
    await look(ama, "check");
    await ama.page.getByRole("link", { name: "Read the whole record" }).click();
    await ama.page.getByRole("heading", { level: 1, name: "Record of plan EX-0142" }).waitFor();
    for (const words of [
      "Cat Parent (Parent-carer forum): outside their expertise",
      `Cat Parent (Parent-carer forum): from ${INADEQUATE} to ${WEAK}`,
      MOVED,
      "It is outside what was scored: nobody scored it so.",
      BEYOND,
      LIMIT,
      OVERRULED,
    ]) {
      await main(ama).getByText(words).first().waitFor({ state: "attached" });
    }
    await look(ama, "record");
  });

  await story.conclude();
});
