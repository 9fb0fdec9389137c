// Plans in a coordinator's browser: a draft is judged below Good, goes back to its author, is redrafted, judged again
// and issued, and the regrade is reported; a plan is judged from inside and outside, and its advice is listed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, join } from "./support/api.mjs";
import { Assessor } from "./support/assessor.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Assessor as Form } from "./support/form.mjs";
import { hasFocus } from "./support/hands.mjs";
import { Story } from "./support/story.mjs";

/** Every section of the full framework, and the whole. */
const FULL = ["A", "E", "B", "C", "D", "F", "G", "H1", "H2", "I", "J", "K", "overall"];

const everything = (mark) => Object.fromEntries(FULL.map((section) => [section, mark]));

test("a draft is judged, goes back to its author, is judged again and issued", async (t) => {
  const story = await Story.begin(t, "plans");
  const { server } = story;
  const person = await story.arrive("coordinator");
  const { page } = person;
  const heading = (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  const bar = page.getByRole("navigation", { name: "Main" });
  const row = (name) => page.getByRole("row", { name });
  const summary = page.getByRole("group", { name: "There is a problem" });
  const cookies = async () => (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const form = new Form(person);
  /** Judges the plan whose button “Judge” is on the page, in the form, and comes back to the plans. */
  const judge = async (caseRef, mark, why) => {
    await page.getByRole("button", { name: `Judge ${caseRef}` }).click();
    await form.choose("overall", mark);
    await form.comment("overall").fill(why);
    await form.handIn();
    await form.told("Handed in");
    await page.getByRole("link", { name: "Back to the plans" }).click();
    await heading("Plans");
  };

  await story.step("the bar leads to the plans, of which there are none", async () => {
    await new Coordinator(person, server).setUp();
    await bar.getByRole("link", { name: "Plans" }).click();
    await heading("Plans");
    await page.getByRole("heading", { name: "You have no plans yet" }).waitFor();
    await story.look(person, "none");
  });

  await story.step("the form for a plan says what is missing, and warns of what looks personal", async () => {
    await page.getByRole("link", { name: "Enter a plan" }).click();
    await heading("Enter a plan");
    await story.look(person, "enter");
    person.expectComplaints(/422 .*\/api\/plans$/);
    const enter = page.getByRole("button", { name: "Enter the plan", exact: true });
    await enter.click();
    await summary.getByRole("link").first().click();
    assert.ok(await hasFocus(page.getByLabel("Case reference")), "the link leads to the field");
    await page.getByLabel("Case reference").fill("Ann Lee");
    await enter.click();
    await page.getByRole("group", { name: "Please look again: is this personal data?" }).waitFor();
    await story.look(person, "enter-looks-personal");
    await page.getByLabel("Case reference").fill("EX-0142");
    await page.getByLabel("Who wrote it (optional)").fill("SEND casework team, north");
    await page.getByLabel("Where people can read the plan (optional)").fill("Case system, folder 142");
    await enter.click();
    await heading("EX-0142");
    await page.getByText("Next: judge it.").waitFor();
    await story.look(person, "not-judged");
  });

  await story.step("a light-touch judgement takes three actions from the list of drafts", async () => {
    const facts = { author: "", change: "amended", plan_stage: "draft", cohort: "year9-and-above", locality: "North", where_to_read: "" };
    await ask(server.url, "POST", "/api/plans", { body: { case_ref: "EX-0141", ...facts }, cookie: await cookies() });
    await bar.getByRole("link", { name: "Plans" }).click();
    await row("EX-0141").waitFor();
    await story.look(person, "list");
    await page.evaluate(() => {
      globalThis.actions = 0;
      for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => (globalThis.actions += 1), true);
    });
    await page.getByRole("button", { name: "Judge EX-0141" }).click();
    await form.choose("overall", 2);
    await form.handIn();
    await form.told("Handed in");
    assert.equal(await page.evaluate(() => globalThis.actions), 3, "presses of a finger or a key");
    await story.look(person, "judged");
    await page.getByRole("link", { name: "Back to the plans" }).click();
    await page.getByRole("button", { name: "All plans (2)" }).click();
    await row("EX-0141").getByText("Good or better: may be issued").waitFor();
  });

  await story.step("a draft is judged below Good, and leaves the drafts to judge", async () => {
    await page.getByRole("button", { name: "Drafts to judge (1)" }).click();
    await judge("EX-0142", 3, "Section F says neither who nor how often.");
    await page.getByText("No draft waits to be judged.").waitFor();
    await page.getByRole("button", { name: "Below Good (1)" }).click();
    await row("EX-0142").getByText("Requires improvement").waitFor();
    await story.look(person, "below-good");
  });

  await story.step("a draft below Good cannot be issued", async () => {
    await row("EX-0142").getByRole("link", { name: "EX-0142", exact: true }).click();
    await heading("EX-0142");
    await page.getByText("Below Good: next, write the feedback.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Mark as issued" }).count(), 0);
    const issue = ask(server.url, "POST", `${new URL(page.url()).pathname.replace("/plans", "/api/plans")}/issue`, { cookie: await cookies() });
    await assert.rejects(issue, /below-good/);
    await story.look(person, "below");
  });

  await story.step("its author gets feedback, which nobody loses before it is saved", async () => {
    await page.getByRole("button", { name: "Write feedback" }).click();
    const text = page.getByLabel("What is strong, what to change and why");
    assert.ok(await hasFocus(text), "the next step leads to the text");
    await text.fill("Section B is clear. Say in section F who does what, and how often.");
    await page.getByText("Not saved yet.").waitFor();
    await bar.getByRole("link", { name: "Panels" }).click();
    await heading("Your panels");
    await page.goBack();
    await page.getByText("Not saved yet.").waitFor();
    assert.match(await text.inputValue(), /^Section B is clear/);
    await page.getByRole("button", { name: "Save the feedback" }).click();
    await page.getByText("Below Good: the author redrafts it.").waitFor();
    await story.look(person, "feedback-saved");
    await page.getByRole("link", { name: "Feedback to print or copy" }).click();
    await heading("Feedback on EX-0142");
    await page.getByText("Say in section F who does what, and how often.").waitFor();
    await page.getByText("Requires improvement").waitFor();
    await story.look(person, "for-the-author");
    await person.print("plans-for-the-author");
    await page.getByRole("link", { name: "Back to the plan" }).click();
  });

  await story.step("the redraft is a version with a review of its own, and the chain of grades is kept", async () => {
    await page.getByRole("button", { name: "Enter the redraft" }).click();
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.getByLabel("Who wrote it (optional)").inputValue(), "SEND casework team, north");
    await story.look(person, "redraft");
    await dialog.getByRole("button", { name: "Enter the redraft" }).click();
    await page.getByText("Plan, version 2").waitFor();
    await row(/^Version 1/).getByText("Requires improvement").waitFor();
    await row(/^Version 2/).getByText("Not judged yet").waitFor();
    await story.look(person, "redrafted");
    await row(/^Version 1/).getByRole("link", { name: "Version 1" }).click();
    await page.getByText("This version has been replaced by a redraft.").waitFor();
    await story.look(person, "replaced");
    await page.getByRole("link", { name: "Go to the newest version" }).click();
    await page.getByText("Plan, version 2").waitFor();
  });

  await story.step("the redraft is good, and is marked as issued", async () => {
    const address = page.url();
    await judge("EX-0142", 2, "Now each outcome says who does what.");
    await person.goto(address);
    await page.getByText("Good or better: it may be issued.").waitFor();
    await story.look(person, "good");
    await page.getByRole("button", { name: "Mark as issued" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Mark as issued" }).click();
    await page.getByText("This plan has been issued.").waitFor();
    await page.getByRole("link", { name: /Download the record, version 1/ }).waitFor();
    await story.look(person, "issued");
  });

  await story.step("the number regraded is reported", async () => {
    await bar.getByRole("link", { name: "Plans" }).click();
    await page.getByRole("link", { name: "Report on regrading" }).click();
    await heading("Report on regrading");
    const cells = row(/^All months/).getByRole("cell");
    await cells.first().waitFor();
    assert.deepEqual(await cells.allTextContents(), ["3", "1", "1", "1"]);
    await story.look(person, "regrades");
  });

  await story.conclude();
});

test("a plan is judged from inside and outside, and its advice is listed", async (t) => {
  const story = await Story.begin(t, "plan-sides");
  const { server } = story;
  const person = await story.arrive("coordinator");
  const { page } = person;
  const row = (name) => page.getByRole("row", { name });
  const links = page.getByRole("region", { name: "Links to send" });
  const choose = (group, name) => page.getByRole("group", { name: group }).getByText(name, { exact: true }).click();
  const people = {};
  let plan;

  /** Begins an assessment on the page, and gives back the links by name. */
  const begin = async (fill) => {
    await page.getByRole("button", { name: "Ask somebody to judge" }).click();
    await page.getByLabel("Framework").selectOption({ label: "Essex: full quality assurance of a plan (version 1.2)" });
    await fill();
    await page.getByRole("button", { name: "Begin the assessment" }).click();
    await page.getByRole("heading", { name: "Ask somebody to judge" }).waitFor({ state: "detached" });
    await links.waitFor();
    for (const field of await links.getByRole("textbox").all()) {
      const [label, link] = await field.evaluate((element) => [element.labels[0].textContent, element.value]);
      people[label.replace(/ \(.*$/, "")] = link;
    }
  };
  const comeIn = async (name) => Assessor.sit(t, server, await join(server, people[name]));

  await story.step("a plan is entered", async () => {
    await new Coordinator(person, server).setUp();
    await page.getByRole("link", { name: "Plans" }).click();
    await page.getByRole("link", { name: "Enter a plan" }).click();
    await page.getByLabel("Case reference").fill("EX-0200");
    await page.getByRole("button", { name: "Enter the plan", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "EX-0200" }).waitFor();
    plan = page.url();
  });

  await story.step("somebody inside and somebody outside are asked, and get links that are shown once", async () => {
    await page.getByRole("button", { name: "Ask somebody to judge" }).click();
    await story.look(person, "ask");
    person.expectComplaints(/422 .*\/assessments$/);
    await page.getByRole("button", { name: "Begin the assessment" }).click();
    await page.getByRole("group", { name: "There is a problem" }).getByRole("link").first().click();
    assert.ok(await hasFocus(page.getByLabel("Name", { exact: true })), "the link leads to the field");
    await page.getByRole("button", { name: "Cancel" }).click();
    await begin(() => page.getByLabel("Name", { exact: true }).fill("Ina Side"));
    await begin(async () => {
      await choose("From where?", "External");
      await page.getByLabel("Name", { exact: true }).fill("Otto Side");
    });
    assert.deepEqual(Object.keys(people), ["Ina Side", "Otto Side"]);
    await story.look(person, "links");
    await page.reload();
    await page.getByText("Next: judge it.").waitFor();
    assert.equal(await links.count(), 0, "not shown a second time");
  });

  await story.step("both judge, and stand side by side with what differs", async () => {
    const inside = await comeIn("Ina Side");
    await inside.mark(everything(2), { K: "All but the medical advice is listed." });
    await inside.handIn();
    const outside = await comeIn("Otto Side");
    await outside.mark({ ...everything(2), F: 3, overall: 3 });
    await outside.handIn();
    await person.goto(plan);
    const table = page.getByRole("table", { name: /Essex: full quality assurance/ });
    await table.getByRole("columnheader", { name: /^External: Otto Side/ }).waitFor();
    await table.getByRole("row", { name: /Provision.*Requires improvement.*Downgraded/i }).first().waitFor();
    assert.equal(await table.getByText("Downgraded").count(), 2);
    await page.getByText("Good or better: it may be issued.").waitFor();
    await story.look(person, "side-by-side");
  });

  await story.step("an audit and its moderation say how each section ended", async () => {
    await begin(async () => {
      await choose("Who judges?", "An auditor and a moderator");
      await page.getByRole("group", { name: /^The auditor/ }).getByLabel("Name", { exact: true }).fill("Ana Reyes");
      await page.getByRole("group", { name: /^The moderator/ }).getByLabel("Name", { exact: true }).fill("Ben Okafor");
      await page.getByText("The moderator may read the audit first").click();
      await story.look(person, "ask-two");
    });
    const [auditor, moderator] = [await comeIn("Ana Reyes"), await comeIn("Ben Okafor")];
    await auditor.mark(everything(3));
    await auditor.handIn();
    await moderator.mark({ ...everything(3), B: 2 });
    await moderator.handIn();
    await moderator.settle("B", { B: 2 });
    await moderator.finish();
    await person.goto(plan);
    await page.getByRole("heading", { level: 3, name: /Ana Reyes.*Ben Okafor/ }).waitFor();
    await page.getByRole("listitem").filter({ hasText: /^\s*Upgraded/ }).first().waitFor();
    await story.look(person, "moderated");
  });

  await story.step("advice that is absent is listed as absent, beside section K", async () => {
    await page.getByLabel("Advice: Medical").selectOption("Absent");
    const absent = page.getByText("Absent: this advice should be there and is not.");
    await absent.waitFor();
    await page.getByLabel("Advice: Social care").selectOption("Received");
    await page.getByText("Social care: Received. Saved.").waitFor({ state: "attached" });
    await page.reload();
    await absent.waitFor();
    assert.equal(await page.getByLabel("Advice: Social care").evaluate((list) => list.selectedOptions[0].label), "Received");
    await page.getByText("All but the medical advice is listed.").first().waitFor();
    await row(/^Social care/).getByRole("button", { name: /Have it judged/ }).click();
    assert.ok(await hasFocus(page.getByRole("heading", { name: "Ask somebody to judge" })));
    const titles = await page.getByLabel("Framework").getByRole("option").allTextContents();
    assert.ok(titles.every((title) => /advice|audit/i.test(title)), titles.join());
    await story.look(person, "advice");
  });

  await story.step("a panel takes a plan that is kept", async () => {
    await page.getByRole("link", { name: "Panels" }).click();
    await page.getByRole("link", { name: "Make a panel" }).click();
    await page.getByLabel("Choose from your plans").selectOption("EX-0200, version 1");
    await page.getByLabel("Case reference").waitFor({ state: "detached" });
    await story.look(person, "new-panel");
  });

  await story.conclude();
});
