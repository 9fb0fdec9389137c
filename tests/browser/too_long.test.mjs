// Texts that are too long. Nothing is cut: what does not fit is refused as a whole or stays in its field, with a sentence
// that says by how much, and "All changes saved" is not said while it is saved nowhere. The same for typing, for pasting
// and for dropping, in the room, in the form, and on the coordinator's pages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person, setUp } from "./support/api.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Assessor } from "./support/form.mjs";
import { Keyboard, Mouse } from "./support/hands.mjs";
import { Chair, everyoneSaved, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

/** The most characters of a text in a room or form. */
const MOST = 20_000;
const LONG = "This sentence has forty-one characters ok. ".repeat(1_400).slice(0, 60_000);

/** Pastes a text where the caret is, as the clipboard of a person does. */
async function paste(page, text) {
  await page.evaluate((words) => {
    const carrier = document.createElement("textarea");
    carrier.value = words;
    carrier.style.position = "fixed";
    document.body.append(carrier);
    const before = document.activeElement;
    const [start, end] = [before.selectionStart, before.selectionEnd];
    carrier.select();
    document.execCommand("copy");
    carrier.remove();
    before.focus();
    before.setSelectionRange?.(start, end);
  }, text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** Drops a text into a field: selects it elsewhere on the page and drags it there. */
async function drop(page, field, text) {
  await page.evaluate((words) => {
    const carrier = document.createElement("textarea");
    carrier.id = "carrier";
    carrier.value = words;
    carrier.readOnly = true;
    Object.assign(carrier.style, { position: "fixed", top: 0, left: 0, width: "200px", height: "60px", zIndex: 9999 });
    document.body.append(carrier);
    carrier.focus();
    carrier.select();
  }, text);
  const to = await field.boundingBox();
  await page.mouse.move(40, 15);
  await page.mouse.down();
  await page.mouse.move(60, 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + Math.min(to.height / 2, 40), { steps: 8 });
  await page.mouse.up();
  await page.evaluate(() => document.getElementById("carrier").remove());
}

/** What stands below a field whose text is not in it. */
const aside = (page, label) => page.getByRole("group", { name: `What did not fit into “${label}”` });

test("nothing that coordinators and assessors write is cut", async (t) => {
  const story = await Story.begin(t, "too-long-desk");
  const { server } = story;
  const organiser = await story.arrive("coordinator");
  const { page } = organiser;
  const coordinator = new Coordinator(organiser, server);
  const summary = page.getByRole("group", { name: "There is a problem" });

  await story.step("the form for a panel says so at the field and above, before it is sent", async () => {
    await coordinator.setUp();
    await coordinator.openForm();
    await coordinator.fillForm({ title: LONG.slice(0, 150).trim() });
    const title = page.getByLabel("Title");
    assert.equal((await title.inputValue()).length, 150);
    await page.getByText("This is 30 characters too long: up to 120 fit. Shorten it.").last().waitFor();
    await page.getByLabel("Where people can read the plan (optional)").fill(LONG.slice(0, 501));
    await page.getByText("This is 1 character too long: up to 500 fit. Shorten it.").last().waitFor();
    let sent = 0;
    page.on("request", (request) => (sent += request.method() === "POST" ? 1 : 0));
    await page.getByRole("button", { name: "Make the panel", exact: true }).click();
    await summary.waitFor();
    assert.equal(sent, 0, "nothing is sent");
    assert.deepEqual(await summary.getByRole("link").allTextContents(), [
      "Title: this is too long. Up to 120 characters fit.",
      "Where people can read the plan (optional): this is too long. Up to 500 characters fit.",
    ]);
    assert.match(await page.title(), /^Error: /);
    await story.look(organiser, "new-panel");
    await summary.getByRole("link").first().click();
    assert.ok(await title.evaluate((element) => element === document.activeElement));
    await title.fill("Countywide QA");
    await page.getByLabel("Where people can read the plan (optional)").fill("Folder 142");
    await page.getByRole("button", { name: "Make the panel", exact: true }).click();
    await page.getByRole("heading", { level: 2, name: "Links to send" }).waitFor();
  });

  await story.step("a list that is pasted is read whole, or not at all", async () => {
    await organiser.goto(`${server.url}/panels/new`);
    await page.getByText("Paste a list of people").click();
    const list = page.getByLabel("People, one to a line: name, agency, post");
    await list.fill("Ann Lee, Health\n".repeat(2_000));
    await page.getByText("This is 12,000 characters too long: up to 20,000 fit. Shorten it.").last().waitFor();
    const rows = await page.locator(".person-row").count();
    await page.getByRole("button", { name: "Add these people" }).click();
    assert.equal(await page.locator(".person-row").count(), rows);
    assert.equal((await list.inputValue()).length, 32_000);
  });

  await story.step("feedback to an author stays in its field until it fits", async () => {
    await organiser.goto(`${server.url}/plans/new`);
    await page.getByLabel("Case reference").fill("EX-0142");
    await page.getByRole("button", { name: "Enter the plan", exact: true }).click();
    const form = new Assessor(organiser);
    await page.getByRole("button", { name: /^Judge/ }).first().click();
    await form.choose("overall", 3);
    const why = form.comment("overall");
    await why.fill(LONG);
    await page.getByText("This is 40,000 characters too long").first().waitFor();
    await page.getByText("Not all saved: 1 text did not fit").first().waitFor();
    await page.getByText("A text did not fit, and is not saved. Shorten it and add it, or let it go.").waitFor();
    await story.look(organiser, "form");
    await page.getByRole("button", { name: "Let it go" }).click();
    await why.fill("Section F says neither who nor how often.");
    await form.saved();
    await form.handIn();
    await form.told("Handed in");
    await page.getByRole("link", { name: "Back to the plan" }).first().click();
    const feedback = page.getByLabel("What is strong, what to change and why");
    await feedback.fill(LONG.slice(0, 6_010).trim());
    await page.getByText(/This is \d+ characters? too long: up to 6,000 fit. Shorten it./).last().waitFor();
    await page.getByRole("button", { name: "Save the feedback" }).click();
    await summary.waitFor();
    await page.getByText("Not saved yet.").waitFor();
    await feedback.fill("Say who does what.");
    await page.getByRole("button", { name: "Save the feedback" }).click();
    await page.getByText("Below Good: the author redrafts it.").waitFor();
  });

  await story.step("the editor keeps what is too long, and does not publish it", async () => {
    await organiser.goto(`${server.url}/frameworks`);
    await page.getByRole("button", { name: "Copy to make your own" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title of your own framework").fill(LONG.slice(0, 210));
    await dialog.getByText("This is 10 characters too long: up to 200 fit.").last().waitFor();
    await dialog.getByRole("button", { name: "Make the copy" }).click();
    await dialog.getByRole("group", { name: "There is a problem" }).waitFor();
    await dialog.getByLabel("Title of your own framework").fill("Ours");
    await dialog.getByRole("button", { name: "Make the copy" }).click();
    const bar = page.getByRole("region", { name: "Save and publish" });
    await bar.getByText("All changes saved").waitFor();
    const about = page.getByLabel("What it is for");
    await about.fill(LONG.slice(0, 2_050));
    await page.getByText(/This is \d+ characters too long: up to 2,000 fit. Shorten it./).last().waitFor();
    await page.getByRole("region", { name: "To mend before publishing" }).waitFor();
    await bar.getByText("All changes saved").waitFor();
    const kept = await about.inputValue();
    await page.reload();
    await page.getByLabel("What it is for").waitFor();
    assert.equal(await page.getByLabel("What it is for").inputValue(), kept, "the draft has all of it");
    await story.look(organiser, "editor");
    await bar.getByRole("button", { name: "Publish version…" }).click();
    assert.equal(await page.getByRole("dialog").count(), 0);
  });

  await story.conclude();
});
