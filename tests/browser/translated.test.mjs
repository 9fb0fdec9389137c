// Pages that a browser translates. A parent reads in another language; everything that changes still changes, on the
// coordinator's pages and in the form.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person } from "./support/api.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Assessor } from "./support/form.mjs";
import { Story } from "./support/story.mjs";
import { says, saysAgain, translate, translated } from "./support/translator.mjs";
import { exactly } from "./support/words.mjs";

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
