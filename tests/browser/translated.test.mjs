// Pages that a browser translates. A parent reads the room in another language; everything that changes still changes, in
// the room, in the form and on the coordinator's pages, and nothing is translated that means something as it is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Assessor } from "./support/form.mjs";
import { Finger, Keyboard, Mouse } from "./support/hands.mjs";
import { Chair, everyoneSaved, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";
import { says, saysAgain, showOriginal, translate, translated, WAYS } from "./support/translator.mjs";
import { exactly } from "./support/words.mjs";

const GOOD = "2 Good";
const INADEQUATE = "4 Inadequate";
const OWN_WORDS = "Nobody asked us at home.";

/** What stands for itself in every language, and is on the page of a room. */
const AS_IT_IS = [".grade-number", ".as-written", "textarea", "code", ".room-section-letter", ".room-person-name > :first-child", ".agency-chip span[aria-hidden]"];

test("a meeting goes on in pages that are translated", async (t) => {
  const story = await Story.begin(t, "translated");
  const { server } = story;
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben", PHONE), Finger);
  const cat = new Member(await story.arrive("cat"), Keyboard);
  const dee = new Member(await story.arrive("dee"), Mouse);
  const eve = new Member(await story.arrive("eve"), Mouse);
  const all = [ama, ben, cat, dee, eve];
  let links;

  /** Folds the list of sections away on a phone, where it lies over what one would press. */
  const fold = async (member) => {
    const toggle = member.page.getByRole("navigation", { name: "Sections and pages of the room" }).getByRole("button");
    const open = (await toggle.isVisible()) && (await toggle.getAttribute("aria-expanded")) === "true";
    if (open) await member.hand.press(toggle);
  };

  /** What a page shows is what it shows when it is opened anew: nothing of before is left, and nothing is missing. */
  const upToDate = async (member) => {
    await member.list();
    await translated(member.page);
    const before = await says(member.page);
    await member.page.reload();
    await member.inTheRoom();
    await member.list();
    await saysAgain(member.page, before);
    await fold(member);
  };
  /** The same for several, one after the other, because each is seen to come and go by the others. */
  const allUpToDate = async (members) => {
    for (const member of members) await upToDate(member);
  };

  await story.step("five people come, each with another translator", async () => {
    const people = ["Ama Chair", "Ben Health", "Cat Parent", "Dee School", "Eve Psychologist"];
    const agencies = ["send-service", "health", "parent-carer-forum", "education-setting", "educational-psychology"];
    const seats = people.map((name, place) => person(name, agencies[place]));
    ({ links } = await makePanel(server, await setUp(server), seats));
    await Promise.all(all.map(({ person }, place) => translate(person, WAYS[place])));
    for (const [place, member] of all.entries()) await member.come(links[place].url);
    await ama.page.getByRole("heading", { name: "IN THE ROOM (5 OF 5)" }).waitFor();
    await Promise.all(all.map((member) => member.sees("A", "NOT STARTED")));
    await allUpToDate(all);
    await story.look(cat.person, "before");
  });

  await story.step("sections open, and the list says so", async () => {
    await ama.next("Open all 12 sections for scoring");
    await Promise.all(all.map((member) => member.sees("A", "Scoring: 0 of 5 ready")));
    for (const member of all) {
      const list = await (await member.list()).innerText();
      assert.equal(list.match(/not started/gi)?.length, 1, `only the overall judgement waits: ${list}`);
    }
    await Promise.all(all.map((member) => member.ballot.waitFor()));
    await allUpToDate(all);
  });

  await story.step("people score, and say that they are ready", async () => {
    const marks = [GOOD, GOOD, INADEQUATE, GOOD, GOOD];
    for (const [place, member] of all.entries()) {
      await member.score("A", marks[place], member === cat ? OWN_WORDS : undefined);
      await member.saved();
      await member.ready();
      await ama.sees("A", `Scoring: ${place + 1} of 5 ready`);
    }
    await story.look(cat.person, "scored");
    await allUpToDate(all);
  });

  await story.step("shared notes come through, and the line tells who writes", async () => {
    await cat.hand.write(cat.sharedText("Strengths"), OWN_WORDS);
    for (const member of all) await member.reads(member.sharedText("Strengths"), OWN_WORDS);
    await ama.page.getByText("Cat Parent (Parent-carer forum) is writing").first().waitFor();
    await everyoneSaved(all);
    await ama.page.getByText("Cat Parent (Parent-carer forum) is writing").first().waitFor({ state: "hidden" });
  });

  await story.step("the reveal comes to everyone", async () => {
    await ama.next("Reveal section A");
    for (const member of all) {
      await member.page.getByRole("heading", { level: 3, name: "Scores" }).waitFor();
      await member.sees("A", "Revealed: needs reconciling");
      assert.ok((await member.page.getByRole("main").innerText()).includes(OWN_WORDS), "a reason stays as it was written");
    }
    await story.look(cat.person, "revealed");
    await story.look(ben.person, "revealed-phone");
    await allUpToDate(all);
  });

  await story.step("the chair proposes, people answer, and the section is agreed", async () => {
    await ama.propose(GOOD);
    for (const member of [ama, ben, dee, eve]) await member.answer("Agree");
    await cat.answer("Dissent, with a reason", OWN_WORDS);
    await allUpToDate(all);
    await ama.next("Agree 2 Good for section A");
    for (const member of all) {
      await member.sees("A", "Agreed: 2 Good");
      await member.page.getByRole("heading", { level: 3, name: "Agreed: 2 Good" }).waitFor();
      await member.page.getByRole("heading", { name: "Dissent on the record" }).waitFor();
    }
    await story.look(cat.person, "agreed");
    await allUpToDate(all);
  });

  await story.step("the other places of the room change as well", async () => {
    for (const member of [cat, dee]) await member.goToPage("All sections, most divided first");
    await ama.goTo("B");
    await ama.menu("Reveal section B");
    await ama.because("To see.", /reveal section b/i);
    await cat.sees("B", "Revealed");
    await allUpToDate([cat, dee]);
    for (const member of [cat, dee]) await member.goToPage("Themes and actions");
    await dee.hand.press(dee.page.getByRole("button", { name: "Propose a theme" }));
    await dee.hand.write(dee.page.getByLabel("What keeps coming up?"), "Voices.");
    await cat.reads(cat.page.getByLabel("What keeps coming up?"), "Voices.");
    await cat.hand.press(cat.page.getByRole("button", { name: exactly("Remove") }).first());
    await dee.page.getByLabel("What keeps coming up?").waitFor({ state: "detached" });
    await allUpToDate([cat, dee]);
  });

  await story.step("a lost connection and its return are told", async () => {
    await cat.goTo("A");
    cat.person.expectComplaints(/ERR_INTERNET_DISCONNECTED|WebSocket/);
    await cat.page.context().setOffline(true);
    await cat.line("Offline");
    assert.equal(await cat.told("All changes saved").count(), 0);
    await cat.page.context().setOffline(false);
    await cat.saved();
    assert.equal(await cat.told("Offline").count(), 0);
  });

  await story.step("whoever wants the original has it, and it goes on", async () => {
    await Promise.all([cat, dee].map((member) => member.goTo("C")));
    for (const [member, how] of [[cat, "nodes"], [dee, "texts"]]) {
      await translated(member.page);
      await showOriginal(member.page, how);
      const text = await member.page.locator("#app").innerText();
      assert.ok(text.includes("Agreed: 2 Good"), "the words of before are there");
      assert.equal(text.match(/Agreed: 2 Good/g).length, 1, "and only once");
      assert.equal(await member.page.locator("font").count(), 0);
    }
    await ama.goTo("C");
    await ama.menu("Reveal section C");
    await ama.because("To see.", /reveal section c/i);
    for (const member of [cat, dee]) {
      await member.page.getByRole("heading", { level: 3, name: "Scores" }).waitFor();
      const list = (await (await member.list()).innerText()).replace(/\s+/g, " ");
      assert.match(list, /C [^0-9]*? Revealed/);
    }
  });

  await story.step("what means something as it is, is never translated", async () => {
    await ben.goTo("A");
    await translated(ben.page);
    for (const kind of AS_IT_IS) {
      const found = await ben.page.locator(kind).evaluateAll((all) => all.map((each) => Boolean(each.closest("[translate=no]"))));
      assert.ok(found.length > 0 || kind === "code", `there is a ${kind} to look at`);
      assert.ok(found.every(Boolean), `${kind} says that it is not to be translated`);
    }
    assert.match(await ben.page.getByRole("banner").innerText(), /EX-0142/);
    const html = await ben.page.content();
    assert.ok(!html.includes(OWN_WORDS.toUpperCase()), "nobody's own words");
    assert.ok(!html.includes("BEN HEALTH"), "nobody's name");
  });

  await story.conclude();
});

test("a translated coordinator's pages go on changing", async (t) => {
  const story = await Story.begin(t, "translated-desk");
  const { server } = story;
  const organiser = await story.arrive("coordinator");
  const { page } = organiser;
  const coordinator = new Coordinator(organiser, server);
  const summary = page.getByRole("group", { name: "There is a problem" });

  /** The same page, opened anew, says the same. */
  const upToDate = async (settled) => {
    await translated(page);
    const before = await says(page);
    await page.reload();
    await settled();
    await saysAgain(page, before);
  };

  await story.step("the set-up page says what is missing, and leads on", async () => {
    await translate(organiser, "replace");
    await organiser.goto(server.setupLink);
    await page.getByRole("button", { name: "Start using Accord" }).click();
    await summary.waitFor();
    await coordinator.nameThemselves();
    await summary.waitFor({ state: "hidden" });
    await upToDate(() => page.getByRole("heading", { level: 1, name: "Your panels" }).waitFor());
  });

  await story.step("the form for a panel follows what is typed", async () => {
    await coordinator.openForm();
    await page.locator(".person-row input").first().fill("Ann Lee");
    const options = () => page.locator("#chair option").allTextContents();
    await page.waitForFunction(() => [...document.querySelectorAll("#chair option")].some((one) => /ann lee/i.test(one.textContent)));
    await page.getByRole("button", { name: "Add another person" }).click();
    const rows = await page.locator(".person-row").count();
    await page.getByRole("button", { name: /^remove/i }).last().click();
    assert.equal(await page.locator(".person-row").count(), rows - 1);
    await page.locator(".person-row input").first().fill("Bo Khan");
    await page.waitForFunction(() => [...document.querySelectorAll("#chair option")].some((one) => /bo khan/i.test(one.textContent)));
    assert.ok(!(await options()).some((one) => /ann lee/i.test(one)), "the name of before has gone");
    organiser.expectComplaints(/422 .*\/api\/panels/);
    await page.getByRole("button", { name: exactly("Make the panel") }).click();
    await summary.waitFor();
    await translated(page);
    await story.look(organiser, "new-panel");
  });

  await story.step("a panel's page changes with its people and links", async () => {
    const { panel } = await makePanel(server, await cookies(page), [person("Ama Chair", "send-service"), person("Ben Health", "health")]);
    await organiser.goto(`${server.url}/panels/${panel.id}`);
    await page.getByRole("heading", { level: 2, name: "People and their links" }).waitFor();
    await translated(page);
    await page.getByText("Add a person").click();
    await page.locator("#person-0-name").fill("Eve Late");
    await page.getByRole("button", { name: "Add this person" }).click();
    await page.getByRole("region", { name: "Links to send" }).getByLabel(/Eve Late/i).waitFor();
    await coordinator.deed("Eve Late", /end link/i, /end the link/i);
    await page.getByRole("row", { name: "Eve Late" }).getByText(/new link/i).waitFor();
    await coordinator.deed("Eve Late", /^remove/i, /remove from the panel/i);
    await page.getByRole("row", { name: "Eve Late" }).waitFor({ state: "detached" });
    await translated(page);
    await page.reload();
    await page.getByRole("heading", { level: 2, name: "People and their links" }).waitFor();
    await upToDate(() => page.getByRole("heading", { level: 2, name: "People and their links" }).waitFor());
  });

  await story.step("a plan is entered, judged in the form, and stands otherwise in the list", async () => {
    await organiser.goto(`${server.url}/plans/new`);
    await page.getByLabel("Case reference").fill("EX-0142");
    await page.getByRole("button", { name: exactly("Enter the plan") }).click();
    await page.getByText("Next: judge it.").waitFor();
    const form = new Assessor(organiser);
    await page.getByRole("button", { name: /^judge/i }).first().click();
    await page.locator('label[for="mark-overall-3"]').waitFor();
    await translated(page);
    const soFar = await says(page);
    await form.choose("overall", 3);
    await form.comment("overall").fill("Section F says neither who nor how often.");
    await form.saved();
    await translated(page);
    assert.notDeepEqual(await says(page), soFar);
    await story.look(organiser, "form");
    await form.handIn();
    await form.told("Handed in");
    await page.getByRole("link", { name: "Back to the plans" }).first().click();
    await page.getByText(/^All plans/i).click();
    await page.getByRole("link", { name: "EX-0142" }).first().click();
    await page.getByText("Below Good: next, write the feedback.").waitFor();
    assert.equal(await page.getByText("Next: judge it.").count(), 0);
    await page.getByLabel("What is strong, what to change and why").fill("Say who does what.");
    await page.getByText("Not saved yet.").waitFor();
    await page.getByRole("button", { name: "Save the feedback" }).click();
    await page.getByText("Not saved yet.").waitFor({ state: "detached" });
    await upToDate(() => page.getByText("Below Good: the author redrafts it.").waitFor());
  });

  await story.step("the editor of a framework follows every change", async () => {
    await organiser.goto(`${server.url}/frameworks`);
    await page.getByRole("button", { name: "Copy to make your own" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title of your own framework").fill("Our own");
    await dialog.getByText("our-own").waitFor();
    await dialog.getByRole("button", { name: "Make the copy" }).click();
    const bar = page.getByRole("region", { name: "Save and publish" });
    const mend = page.getByRole("region", { name: "To mend before publishing" });
    await bar.getByText("All changes saved").waitFor();
    await translated(page);
    await page.locator("#about-title").fill("");
    await mend.waitFor();
    await page.locator("#about-title").fill("Ours");
    await mend.waitFor({ state: "hidden" });
    await bar.getByText("All changes saved").waitFor();
    assert.equal(await bar.getByText(/not saved/i).count(), 0);
    await page.getByRole("button", { name: /^add a section/i }).click();
    await mend.waitFor();
    await translated(page);
    await story.look(organiser, "editor");
    await bar.getByText("All changes saved").waitFor();
  });

  await story.conclude();
});

/** The cookies of this browser, as a request sends them. */
const cookies = async (page) => (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
