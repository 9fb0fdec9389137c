// A coordinator and frameworks: copying a shipped one, changing it, publishing it, exporting and importing it, and what a
// bad file is told. Every page and state is looked at by axe-core on the way.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { Coordinator } from "./support/coordinator.mjs";
import { Assessor, someMarks } from "./support/form.mjs";
import { hasFocus, Keyboard } from "./support/hands.mjs";
import { Story } from "./support/story.mjs";
import { workbook } from "./support/workbook.mjs";

const TITLE = "Testshire’s plan review";
const NEW_ROW = "The plan says who checks that it happens.";
const LIST = [
  ["section", "descriptor", "scale"],
  ["Views", "It is clear how the views were gathered.", "yes/partly/no"],
  ["", "The parents’ views stand beside them.", ""],
  ["Outcomes", "Each outcome says by when.", "yes/partly/no"],
];
const csv = (rows) => Buffer.from(rows.map((row) => row.join(",")).join("\n"));

test("frameworks of an area’s own", async (t) => {
  const story = await Story.begin(t, "frameworks");
  const { server } = story;
  const person = await story.arrive("coordinator");
  const { page } = person;
  const coordinator = new Coordinator(person, server);
  const hand = new Keyboard(page);
  const heading = (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  const bar = page.getByRole("region", { name: "Save and publish" });
  const saved = () => bar.getByText("All changes saved").waitFor();
  const section = (name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name, exact: true }) });
  const preview = page.getByRole("region", { name: "As assessors will see it" });
  const own = async (path) => (await page.request.get(`${server.url}/api/frameworks${path}`)).json();
  const unfold = async (place, words) => place.getByText(words).first().click();
  const take = async (name, buffer) => {
    await page.getByLabel(/^Framework file/).setInputFiles({ name, mimeType: "application/octet-stream", buffer });
    await page.getByRole("button", { name: "Import this file" }).click();
  };
  let address;

  await story.step("the shipped frameworks are listed, for everyone", async () => {
    await person.goto(`${server.url}/frameworks`);
    await page.getByRole("heading", { level: 2, name: "Shipped with Accord" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Copy to make your own" }).count(), 0, "copying is for coordinators");
    await coordinator.setUp();
    await person.goto(`${server.url}/frameworks`);
    await page.getByRole("button", { name: "Copy to make your own" }).first().waitFor();
    await story.look(person, "list");
  });

  await story.step("a framework is shown as assessors will see it", async () => {
    await page.getByRole("link", { name: /Essex.*full|full.*Essex|full/i }).first().click();
    await page.getByRole("heading", { level: 2, name: "The form as assessors see it" }).waitFor();
    await page.getByRole("heading", { level: 3, name: "Section E: Outcomes" }).waitFor();
    assert.ok((await page.getByRole("radio", { name: "3 Requires improvement" }).count()) >= 13);
    await story.look(person, "shown");
  });

  await story.step("Essex full is copied under an own title", async () => {
    await page.getByRole("button", { name: "Copy to make your own" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title of your own framework").fill(TITLE);
    await dialog.getByText("testshires-plan-review").waitFor();
    await story.look(person, "copy");
    await dialog.getByRole("button", { name: "Make the copy" }).click();
    await heading(TITLE);
    assert.match(page.url(), /\/frameworks\/drafts\/testshires-plan-review$/);
    address = page.url();
    await story.look(person, "draft");
  });

  await story.step("a row is added, and asks for its text until it has one", async () => {
    await unfold(section("Section E: Outcomes"), /^Change this section/);
    await page.getByRole("button", { name: "Add a row to section E" }).click();
    const field = section("Section E: Outcomes").getByLabel("What good looks like", { exact: true }).last();
    await page.waitForFunction((element) => element === document.activeElement, await field.elementHandle());
    const mend = page.getByRole("region", { name: "To mend before publishing" });
    await mend.waitFor();
    await story.look(person, "draft-to-mend");
    await mend.getByRole("button", { name: /^Go there/ }).click();
    await page.waitForFunction((element) => element === document.activeElement, await field.elementHandle());
    await page.keyboard.type(NEW_ROW);
    await mend.waitFor({ state: "hidden" });
    await saved();
  });

  await story.step("a row is moved up with the keyboard alone, and keeps the focus", async () => {
    const rows = section("Section E: Outcomes").getByLabel("What good looks like", { exact: true });
    const texts = () => rows.evaluateAll((all) => all.map((one) => one.value));
    const before = await texts();
    const told = await person.listen();
    const last = page.getByRole("button", { name: `Move up row ${before.length} of section E`, exact: true });
    await last.focus();
    const id = await last.getAttribute("id");
    await page.keyboard.press("Enter");
    await page.getByText(`Moved up: now row ${before.length - 1} of ${before.length}.`).waitFor({ state: "attached" });
    const button = page.locator(`[id="${id}"]`);
    await page.waitForFunction((element) => element === document.activeElement, await button.elementHandle());
    await page.keyboard.press("Enter");
    await page.getByText(`Moved up: now row ${before.length - 2} of ${before.length}.`).waitFor({ state: "attached" });
    assert.deepEqual(await texts(), [...before.slice(0, -3), before.at(-1), before.at(-3), before.at(-2)]);
    assert.ok((await told()).length >= 2, "a screen reader is told each time");
    await hand.tabTo(page.getByRole("button", { name: `Move down row ${before.length - 2} of section E`, exact: true }));
    await saved();
  });

  await story.step("a label, a required comment and the agreement rule are changed", async () => {
    await unfold(section("Grade"), "Change this scale");
    await section("Grade").getByRole("group", { name: "point 4" }).getByLabel("Word").fill("Not good enough");
    await section("Grade").getByLabel(/^Scores are talked about/).selectOption("3 points");
    await section("Grade").getByLabel(/^The line between/).selectOption({ index: 0 });
    await section("Section E: Outcomes").getByRole("checkbox", { name: "4 Not good enough" }).check();
    await page.getByText("Scores 3 or more points apart are talked about.").first().waitFor();
    await saved();
    await story.look(person, "draft-open");
  });

  await story.step("the preview shows it", async () => {
    await unfold(preview, "Show the form");
    await preview.getByText(NEW_ROW).waitFor();
    const outcomes = preview.locator(".form-section").filter({ has: page.getByRole("heading", { name: "Section E: Outcomes" }) });
    await outcomes.getByText("A comment is needed with 4 Not good enough.").waitFor();
    await outcomes.getByRole("radio", { name: "4 Not good enough" }).check({ force: true });
    await outcomes.getByText("This score needs a comment, please.").waitFor();
    await page.getByLabel("What it is for").fill("For every plan of Testshire.");
    await story.look(person, "draft-preview");
    await unfold(preview, "Show the form");
  });

  await story.step("another window that changes the draft is not overwritten", async () => {
    await saved();
    const second = await page.context().newPage();
    await second.goto(address);
    await second.getByLabel("What it is for").fill("For every plan of Testshire, from 2026.");
    await second.getByRole("region", { name: "Save and publish" }).getByRole("button", { name: "Save draft" }).click();
    await second.getByRole("region", { name: "Save and publish" }).getByText("All changes saved").waitFor();
    await second.close();
    person.expectComplaints(/409 .*\/api\/frameworks\/drafts/);
    await page.getByLabel("What it is for").fill("Something older.");
    await page.getByRole("button", { name: "Load the newer draft" }).waitFor();
    await story.look(person, "draft-stale");
    await page.getByRole("button", { name: "Load the newer draft" }).click();
    await page.waitForFunction(() => document.getElementById("about-about")?.value === "For every plan of Testshire, from 2026.");
  });

  await story.step("it is published as a version that never changes", async () => {
    await bar.getByRole("button", { name: "Publish version…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the version").fill("2026.1");
    await story.look(person, "publish");
    await dialog.getByRole("button", { name: "Publish for good" }).click();
    await page.getByText("This version is published and never changes.").waitFor();
    assert.match(page.url(), /\/frameworks\/testshires-plan-review\/2026\.1$/);
    assert.equal(await page.getByRole("button", { name: /Save|Add|Remove/ }).count(), 0, "nothing on the page changes it");
    await page.getByRole("button", { name: "Make the next version" }).waitFor();
    await story.look(person, "published");
    const published = await own("/testshires-plan-review/2026.1");
    const outcomes = published.sections.find(({ id }) => id === "E");
    assert.deepEqual(outcomes.comment_demanded, [4]);
    assert.deepEqual(published.scales[0].agreement, { apart: 3, origin: "own" });
    assert.equal(published.scales[0].points[3].word, "Not good enough");
    const row = outcomes.descriptors.find(({ text }) => text === NEW_ROW);
    assert.deepEqual([row.id, row.origin], [`E.${outcomes.descriptors.length}`, "own"]);
  });

  await story.step("a name that was published cannot be published again", async () => {
    await page.getByRole("button", { name: "Make the next version" }).click();
    await heading(TITLE);
    await page.getByLabel("What it is for").fill("For every plan, in its second version.");
    await saved();
    await bar.getByRole("button", { name: "Publish version…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the version").fill("2026.1");
    person.expectComplaints(/409 .*\/publish/);
    await dialog.getByRole("button", { name: "Publish for good" }).click();
    await dialog.getByRole("group", { name: "There is a problem" }).waitFor();
    await story.look(person, "publish-again");
    await dialog.getByRole("button", { name: "Not yet" }).click();
    assert.equal((await own("/testshires-plan-review/2026.1")).about, "For every plan of Testshire, from 2026.");
  });

  await story.step("the form for a panel offers it", async () => {
    await person.goto(server.url);
    await coordinator.openForm();
    const titles = await page.getByLabel("Framework").getByRole("option").allTextContents();
    assert.ok(titles.includes(`${TITLE} (version 2026.1)`), titles.join("; "));
  });

  await story.step("a draft plan is judged with it, in its own words", async () => {
    const facts = { author: "", change: "new", plan_stage: "draft", cohort: "year8-and-below", locality: "", where_to_read: "" };
    const plan = await page.request.post(`${server.url}/api/plans`, { data: { case_ref: "EX-0300", ...facts } });
    assert.equal(plan.status(), 201);
    await person.goto(`${server.url}/plans`);
    await page.getByLabel("Judge with").selectOption({ label: `${TITLE} (version 2026.1)` });
    await page.getByRole("button", { name: "Judge EX-0300" }).click();
    const form = new Assessor(person);
    const published = await own("/testshires-plan-review/2026.1");
    await page.getByText(NEW_ROW).first().waitFor({ state: "attached" });
    await form.fill(published, someMarks(published));
    await page.getByText("Not good enough").first().waitFor();
    await story.look(person, "judged-with");
    await form.handIn();
    await form.told("Handed in");
    await page.getByRole("link", { name: "Read the record" }).click();
    await page.getByRole("heading", { level: 1, name: "Record of plan EX-0300" }).waitFor();
    await page.getByText(TITLE).first().waitFor();
  });

  await story.step("what is exported can be imported, and is the same", async () => {
    await person.goto(`${server.url}/frameworks/testshires-plan-review/2026.1`);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the file" }).click();
    const file = await readFile(await (await download).path());
    await person.goto(`${server.url}/frameworks`);
    await take("exported.json", file);
    await heading(TITLE);
    const id = page.url().split("/").at(-1);
    const { body, problems } = await own(`/drafts/${id}`);
    assert.deepEqual(problems, []);
    assert.deepEqual({ ...body, id: "", version: "" }, { ...JSON.parse(file), id: "", version: "" });
  });

  await story.step("a bad file names the row, and nothing of it is kept", async () => {
    const before = (await own("/drafts")).length;
    await person.goto(`${server.url}/frameworks`);
    await page.getByRole("heading", { level: 2, name: "Your drafts" }).waitFor();
    person.expectComplaints(/422 .*\/api\/frameworks\/import/);
    const bad = LIST.with(3, ["Outcomes", "Each outcome says by when.", "stars"]);
    await take("bad.csv", csv(bad));
    const summary = page.getByRole("group", { name: "This file was not imported" });
    await summary.waitFor();
    assert.match(await summary.textContent(), /(Row|Line) 4: /i);
    assert.ok(await hasFocus(summary), "the list has the focus");
    await story.look(person, "import-bad");
    assert.equal((await own("/drafts")).length, before);
  });

  await story.step("the corrected list is imported, as CSV and as workbook", async () => {
    await take("Our list.csv", csv(LIST));
    await heading("Our list");
    await page.getByRole("heading", { level: 3, name: "Views", exact: true }).waitFor();
    await story.look(person, "imported");
    await person.goto(`${server.url}/frameworks`);
    await take("Our workbook.xlsx", workbook(LIST));
    await heading("Our workbook");
    const { body } = await own(`/drafts/${page.url().split("/").at(-1)}`);
    assert.equal(body.sections.flatMap(({ descriptors }) => descriptors).length, 3);
  });

  await story.step("a draft is deleted after asking", async () => {
    const before = (await own("/drafts")).length;
    await page.getByRole("button", { name: "Delete this draft" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete the draft" }).click();
    await heading("Frameworks");
    assert.equal((await own("/drafts")).length, before - 1);
    await story.look(person, "list-own");
  });

  await story.conclude();
});
