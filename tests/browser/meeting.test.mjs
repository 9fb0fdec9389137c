// A whole meeting: four people in browsers of their own, one on a phone and one with nothing but a keyboard, go from the
// coordinator's set-up to the signed record. Every state on the way is pictured and judged by axe-core.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";

import { PHONE } from "./support/browser.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Finger, Keyboard, Mouse } from "./support/hands.mjs";
import { Chair, everyoneSaved, hold, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

/** The sections in the printed order. */
const SECTIONS = ["A", "E", "B", "C", "D", "F", "G", "H1", "H2", "I", "J", "K"];
const GOOD = "2 Good";
const OUTSTANDING = "1 Outstanding";
const WEAK = "3 Requires improvement";
const INADEQUATE = "4 Inadequate";
const NOT_APPLICABLE = "Not applicable";
const ABSTAIN = "Rather not score";

/** Who scores what where they do not score it Good: the chair, the nurse, the parent, the head teacher. */
const SCORES = {
  E: [OUTSTANDING, INADEQUATE, WEAK, GOOD],
  B: [GOOD, GOOD, INADEQUATE, GOOD],
  G: [NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE],
  J: [GOOD, GOOD, GOOD, ABSTAIN],
};

/** Words that nobody else would write, so that they can be looked for where they must not be. */
const SECRET = "canary-of-the-parent";
const DISSENT = "Nobody asked the family about this outcome.";

test("a panel scores one plan, from the first link to the signed record", async (t) => {
  const story = await Story.begin(t, "meeting");
  const { server } = story;
  const organiser = await story.arrive("coordinator");
  const coordinator = new Coordinator(organiser, server);
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben", PHONE), Finger);
  const cat = new Member(await story.arrive("cat"), Keyboard);
  const dee = new Member(await story.arrive("dee"), Mouse);
  const all = [ama, ben, cat, dee];
  const look = (member, state) => story.look(member.person, state);
  let links;

  await story.step("the coordinator makes the panel", async () => {
    await coordinator.setUp();
    links = await coordinator.makePanel();
  });

  await story.step("everyone comes by their own link", async () => {
    await ama.come(links["Ama Chair"], () => look(ama, "welcome"));
    await look(ama, "room-chair");
    await cat.come(links["Cat Parent"]);
    await dee.come(links["Dee School"]);
    await ben.come(links["Ben Health"], () => look(ben, "welcome-phone"));
    await look(ben, "room-phone");
    await ama.page.getByRole("heading", { name: "In the room (4 of 4)" }).waitFor();
    assert.ok(!ben.page.url().includes("#"), "the secret is taken out of the address");
  });

  await story.step("two people write in the same text, and neither loses their place", async () => {
    const [one, other] = [cat.sharedText("Strengths"), dee.sharedText("Strengths")];
    await cat.hand.write(one, "The plan is hers.");
    await dee.reads(other, "The plan is hers.");
    for (let left = 0; left < "hers.".length; left += 1) await cat.page.keyboard.press("ArrowLeft");
    const held = await hold(one);
    await other.click();
    await dee.page.keyboard.press("ControlOrMeta+Home");
    await dee.page.keyboard.type("Well done: ");
    await cat.reads(one, "Well done: The plan is hers.");
    await held.unmoved();
    await cat.page.keyboard.type("clearly ");
    await dee.page.keyboard.press("ControlOrMeta+End");
    await dee.page.keyboard.type(" 👩‍👧");
    const both = "Well done: The plan is clearly hers. 👩‍👧";
    await Promise.all([cat.reads(one, both), dee.reads(other, both)]);
    await cat.page.getByText(/ is writing/).first().waitFor();
    await everyoneSaved([cat, dee]);
  });

  await story.step("the chair opens the sections, and nothing takes anybody's focus", async () => {
    const text = cat.sharedText("Areas for improvement");
    await cat.hand.write(text, "Dates.");
    const held = await hold(text);
    await ama.next("Open all 12 sections for scoring");
    await cat.ballot.waitFor();
    await dee.hand.write(dee.sharedText("Areas for improvement"), " And names.");
    await cat.reads(text, "Dates. And names.");
    await held.unmoved();
    await ama.sees("A", "Scoring: 0 of 4 ready");
    await look(ama, "scoring-chair");
  });

  await story.step("each scores section A in private", async () => {
    await cat.score("A", GOOD, `${SECRET}: she speaks in it.`);
    await look(cat, "ballot");
    await ben.score("A", GOOD);
    await look(ben, "ballot-phone");
    await ama.score("A", GOOD);
    await dee.score("A", GOOD);
    await everyoneSaved(all);
    for (const member of [cat, ben, dee]) await member.ready();
    await ama.sees("A", "Scoring: 3 of 4 ready");
    await look(ben, "ready-phone");
    await ama.ready();
    // What they have heard by now comes after everything that the ballot could have caused.
    await ama.sees("A", "Scoring: 4 of 4 ready");
    for (const member of [ama, ben, dee]) {
      assert.ok(!member.heard.includes(SECRET), `${member.person.name} was sent another's reason before the reveal`);
      assert.ok(!(await member.page.content()).includes(SECRET));
    }
  });

  await story.step("the reveal shows every ballot to everyone at once", async () => {
    const text = dee.sharedText("Strengths");
    await dee.hand.write(text, " Yes");
    const held = await hold(text);
    const told = await cat.person.listen();
    await cat.lookAgain();
    const why = cat.ballot.getByLabel("Why?");
    await cat.hand.tabTo(why);
    await ama.next("Reveal section A");
    // Whoever writes in the ballot keeps it under their hands, and a line beside it leads to the scores.
    await cat.told("Section A has been revealed.").waitFor();
    assert.ok(await why.evaluate((element) => element === document.activeElement), "who writes is left alone");
    await look(cat, "revealed-while-writing");
    await cat.hand.press(cat.page.getByRole("button", { name: "Show the scores" }));
    for (const member of all) await member.page.getByRole("heading", { level: 3, name: "Scores" }).waitFor();
    for (const member of all) assert.ok((await member.page.content()).includes(SECRET), "the reason is there for all");
    assert.ok(ama.heard.includes(SECRET), "the search would have found it");
    await ama.sees("A", "Revealed: all the same");
    await held.still();
    const scores = cat.page.getByRole("heading", { level: 3, name: "Scores" });
    await cat.page.waitForFunction((element) => element === document.activeElement, await scores.elementHandle());
    assert.deepEqual((await told()).filter((words) => /revealed/.test(words)), ["Section A is revealed."], "said once");
    await look(ama, "revealed-same");
    await look(ben, "revealed-phone");
  });

  await story.step("everyone scores the other sections", async () => {
    const scoring = all.map(async (member, place) => {
      for (const section of SECTIONS.slice(1)) await member.score(section, SCORES[section]?.[place] ?? GOOD);
    });
    await Promise.all(scoring);
    await everyoneSaved(all);
    await look(dee, "scored");
  });

  await story.step("the chair reveals the rest, and says why without waiting", async () => {
    await ama.menu("Reveal all 11 sections being scored");
    await ama.because("Everyone has nodded.", "Reveal 11 sections", () => look(ama, "reveal-without"));
    await ama.sees("E", "Needs reconciling");
    await ama.sees("B", "Needs reconciling");
    await ama.sees("G", "Revealed: all the same");
    await ama.goToPage("All sections, most divided first");
    const first = ama.page.getByRole("main").getByRole("listitem").first();
    await first.getByText("Outcomes").waitFor();
    await look(ama, "board");
    await ben.goToPage("All sections, most divided first");
    await look(ben, "board-phone");
  });

  await story.step("what everyone agreed on is accepted in one step", async () => {
    await ama.next("Accept the 10 sections where everyone agreed");
    await ama.sees("A", "Agreed: 2 Good");
    await ama.sees("G", "Agreed: Not applicable");
    await ama.sees("J", "Agreed: 2 Good");
    await ama.sees("E", "Needs reconciling");
  });

  await story.step("the most divided section is scored again in private", async () => {
    await ama.next("Go to section E, the most divided");
    await look(ama, "divided");
    await ama.page.getByRole("button", { name: "Score again in private" }).click();
    await ama.sees("E", "Scoring, round 2");
    await Promise.all([ama.score("E", GOOD), ben.score("E", WEAK), cat.score("E", INADEQUATE, DISSENT), dee.score("E", GOOD)]);
    await everyoneSaved(all);
    await look(ben, "round-two-phone");
    await Promise.all(all.map((member) => member.ready()));
    await ama.next("Reveal section E");
    await ama.page.getByRole("heading", { level: 3, name: "Scores, round 2" }).waitFor();
    await ama.page.getByText("Round 1, before").click();
    await look(ama, "revealed-round-two");
  });

  await story.step("the chair proposes, and each agrees, lives with it, or dissents with a reason", async () => {
    await ama.propose(GOOD);
    await look(ama, "proposed");
    await ama.answer("Agree");
    await dee.answer("Agree");
    await ben.answer("Can live with it");
    await cat.answer("Dissent, with a reason", DISSENT);
    await look(cat, "dissented");
    await ama.page.getByText(DISSENT).first().waitFor();
    await ama.next("Agree 2 Good for section E");
    await ama.sees("E", "Agreed: 2 Good");
    // What is agreed calls for nothing any more.
    assert.equal(await ama.page.locator(".room-standing", { hasText: "Needs reconciling" }).count(), 0);
    await ben.page.getByRole("heading", { name: "Dissent on the record" }).waitFor();
    await look(ama, "agreed");
    await look(ben, "agreed-phone");
  });

  await story.step("whoever is far from what was agreed is asked, kindly, whether to say so", async () => {
    await Promise.all(all.map((member) => member.goTo("B")));
    await ama.propose(GOOD);
    for (const member of all) await member.answer("Can live with it");
    await ama.next("Agree 2 Good for section B");
    await cat.page.getByText("Do you want your view in the record?").waitFor();
    await look(cat, "far-from-agreed");
    for (const member of [ama, ben, dee]) {
      await member.page.getByRole("heading", { level: 3, name: "Agreed: 2 Good" }).waitFor();
      assert.equal(await member.page.getByText("Do you want your view in the record?").count(), 0);
    }
    await cat.hand.press(cat.page.getByRole("button", { name: "Yes, I will say why" }));
    await cat.hand.write(cat.page.getByLabel("Why do you see it differently?"), "Her needs at home are missing.");
    await cat.hand.press(cat.page.getByRole("button", { name: "Put my dissent on the record" }));
    await cat.page.getByRole("heading", { name: "Dissent on the record" }).waitFor();
  });

  await story.step("the chair writes why, and everyone reads it", async () => {
    await ama.hand.write(ama.page.getByLabel("Why the panel judges it so"), "Needs are named, with one gap.");
    await ben.page.getByText("Needs are named, with one gap.").waitFor();
  });

  await story.step("a section is opened again, and what was agreed stays on the record", async () => {
    await ama.hand.press(ama.page.getByText("Open this section again"));
    await ama.hand.write(ama.page.getByRole("textbox", { name: "Why?", exact: true }), "The school has new facts.");
    await ama.hand.press(ama.page.getByRole("button", { name: "Open it again" }));
    for (const member of all) {
      await member.page.getByRole("heading", { name: "Agreed before" }).waitFor();
      await member.page.getByText("The school has new facts.").waitFor();
      await member.page.getByText("Her needs at home are missing.").waitFor();
    }
    await look(ben, "agreed-before-phone");
    await look(ama, "agreed-before");
    await ama.propose(GOOD);
    for (const member of all) await member.answer("Agree");
    await ama.next("Agree 2 Good for section B");
    await ama.sees("B", "Agreed: 2 Good");
  });

  await story.step("the overall judgement comes last, in the same way", async () => {
    await ama.next("Open the overall judgement for scoring");
    await Promise.all(all.map((member) => member.score("overall", GOOD)));
    await everyoneSaved(all);
    await Promise.all(all.map((member) => member.ready()));
    await ama.next(/reveal the overall judgement$/);
    await ama.next("Accept the overall judgement, where everyone agreed");
    await ama.sees("overall", "Agreed: 2 Good");
  });

  await story.step("each agency has its view, and the others read it once it is published", async () => {
    await cat.goToPage("Views on the plan");
    await look(cat, "views");
    const own = cat.page.getByLabel("Our view of the plan");
    await cat.hand.write(own, "A family would understand it.");
    await cat.saved();
    await ben.goToPage("Views on the plan");
    assert.equal(await ben.page.getByText("A family would understand it.").count(), 0);
    assert.ok(!ben.heard.includes("A family would understand it."));
    await cat.hand.press(cat.page.getByRole("button", { name: "Publish our view" }));
    await ben.page.getByText("A family would understand it.").waitFor();
    await look(ben, "views-phone");
  });

  await story.step("two people propose themes and actions at once", async () => {
    await Promise.all([dee, cat].map((member) => member.goToPage("Themes and actions")));
    await dee.hand.press(dee.page.getByRole("button", { name: "Propose a theme" }));
    await cat.hand.press(cat.page.getByRole("button", { name: "Propose an action" }));
    await Promise.all([
      dee.hand.write(dee.page.getByLabel("What keeps coming up?"), "Voice of the child is strong."),
      cat.hand.write(cat.page.getByLabel("What needs to get better?"), "Outcomes without dates."),
    ]);
    await cat.hand.write(cat.page.getByLabel("What should be done?"), "Give each outcome a date.");
    await dee.reads(dee.page.getByLabel("What should be done?"), "Give each outcome a date.");
    await cat.reads(cat.page.getByLabel("What keeps coming up?"), "Voice of the child is strong.");
    await look(cat, "proposals");
  });

  await story.step("the chair settles the table of actions", async () => {
    await ama.goToPage("Themes and actions");
    const take = ama.page.getByRole("button", { name: "Take into the record" });
    await take.first().click();
    await take.first().click();
    await ama.page.getByLabel("Owning body").fill("Health");
    await ama.page.getByLabel("Person or post").fill("Designated clinical officer");
    await ama.page.getByLabel("Due").fill("2027-01-31");
    await ama.page.getByLabel("Belongs to").last().selectOption({ label: "E Outcomes" });
    await ama.saved();
    await look(ama, "actions");
    await ben.goToPage("Themes and actions");
    await ben.page.getByText("Designated clinical officer").waitFor();
    await look(ben, "actions-phone");
  });

  await story.step("without a connection the line says so, nothing stops, and nothing is lost", async () => {
    for (const member of all) member.person.expectComplaints(/WebSocket|ERR_CONNECTION_REFUSED|Failed to fetch/);
    await Promise.all([ama, ben, dee].map((member) => member.goTo("K")));
    await server.kill();
    await Promise.all(all.map((member) => member.line(/Offline/)));
    await dee.hand.write(dee.sharedText("Strengths"), "Written offline by Dee.");
    await dee.line(/Offline: \d+ changes? kept here/);
    await ben.hand.write(ben.sharedText("Areas for improvement"), "Written offline by Ben.");
    await ben.line(/Offline: \d+ changes? kept here/);
    await look(ben, "offline-phone");
    // Dee's page is gone before the server is back: what it had written is kept in the browser.
    const address = dee.page.url();
    await dee.page.goto("about:blank");
    await server.startAgain();
    await ben.saved();
    await ama.reads(ama.sharedText("Areas for improvement"), "Written offline by Ben.");
    await dee.person.goto(address);
    await dee.inTheRoom();
    await dee.reads(dee.sharedText("Strengths"), "Written offline by Dee.");
    await ama.reads(ama.sharedText("Strengths"), "Written offline by Dee.");
  });

  await story.step("the room screen shows what everyone may see, and no name", async () => {
    const screen = await story.arrive("screen");
    await screen.goto(links["Room screen"]);
    await screen.page.getByRole("button", { name: "Go in" }).click();
    await screen.page.getByRole("heading", { level: 1, name: "Countywide QA, autumn" }).waitFor();
    await screen.page.getByText("In the room: 4 of 4").waitFor();
    await story.look(screen, "screen");
    const shown = await screen.page.getByRole("main").innerText();
    for (const secret of ["Ama", "Ben", "Cat", "Dee", DISSENT, SECRET]) assert.ok(!shown.includes(secret), secret);
    await screen.leave();
  });

  await story.step("before signing, the page says what is missing and who dissents", async () => {
    await Promise.all(all.map((member) => member.goToPage("Check and sign", /^Check before signing/)));
    await ama.page.getByText(DISSENT).waitFor();
    await look(ama, "check");
    await look(ben, "check-phone");
  });

  await story.step("each agency signs what everyone has read", async () => {
    await ama.next("Open signing");
    for (const member of all) await member.page.getByRole("heading", { name: "Sign the record" }).waitFor();
    await look(ben, "signing-phone");
    await ama.hand.press(ama.page.getByRole("button", { name: "Sign: we agree" }));
    await cat.hand.press(cat.page.getByRole("button", { name: "Sign with a reservation" }));
    await cat.hand.write(cat.page.getByLabel("Your agency’s reservation"), "Ask families next time.");
    await cat.hand.press(cat.page.getByRole("button", { name: "Sign with this reservation" }));
    await ben.hand.press(ben.page.getByRole("button", { name: "Sign: we agree" }));
    await ben.page.getByText("Agrees").first().waitFor();
    await ama.page.getByText("Ask families next time.").waitFor();
    await look(ama, "signing");
    await ama.hand.press(ama.page.getByRole("button", { name: "Note as not there to sign School or setting" }));
    await dee.page.getByText("Noted as not there to sign").waitFor();
  });

  await story.step("the record closes, and is what everyone signed", async () => {
    await ama.next("Close the record");
    for (const member of all) await member.page.getByRole("heading", { name: "The record is closed" }).waitFor();
    await look(ben, "closed-phone");
    await cat.hand.press(cat.page.getByRole("link", { name: "Read version 1" }));
    await cat.page.getByRole("heading", { level: 1, name: "Record of plan EX-0142" }).waitFor();
    await look(cat, "record");
    await cat.person.print("meeting-record");
    const shown = await cat.page.getByRole("main").innerText();
    for (const words of [DISSENT, "Her needs at home are missing.", "The school has new facts.", "Ask families next time.", "Give each outcome a date."]) {
      assert.ok(shown.includes(words), words);
    }
  });

  await story.step("the record can be downloaded, and the program checks it", async () => {
    const downloading = cat.page.waitForEvent("download");
    await cat.hand.press(cat.page.getByRole("link", { name: "Download the data file" }));
    const path = await (await downloading).path();
    const { stdout } = await promisify(execFile)(process.env.ACCORD_BIN, ["verify", path]);
    const { sha256 } = JSON.parse(await readFile(path, "utf8"));
    assert.match(stdout, new RegExp(sha256));
    assert.ok((await cat.page.getByRole("main").innerText()).includes(sha256), "the page shows the same");
    await organiser.page.reload();
    await organiser.page.getByText("The panel is finished.").waitFor();
    await story.look(organiser, "panel-finished");
  });

  await story.conclude();
});
