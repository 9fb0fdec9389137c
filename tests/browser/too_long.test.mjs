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
    const before = document.activeElement;
    // While a dialogue is open, nothing outside of it can be selected.
    (before.closest("dialog") ?? document.body).append(carrier);
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

test("nothing that people write in a room is cut", async (t) => {
  const story = await Story.begin(t, "too-long");
  const { server } = story;
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const cat = new Member(await story.arrive("cat"), Keyboard);
  const all = [ama, cat];
  const notes = (member) => member.sharedText("Strengths");
  const value = (field) => field.inputValue();

  await story.step("two people come", async () => {
    const seats = [person("Ama Chair", "send-service"), person("Cat Parent", "parent-carer-forum")];
    const { links } = await makePanel(server, await setUp(server), seats);
    for (const [place, member] of all.entries()) await member.come(links[place].url);
    await ama.hand.write(notes(ama), "Before.");
    await cat.reads(notes(cat), "Before.");
  });

  await story.step("a paste that does not fit is refused as a whole, kept, and said", async () => {
    const told = await ama.person.listen();
    await notes(ama).click();
    await ama.page.keyboard.press("ControlOrMeta+End");
    await paste(ama.page, LONG);
    const box = aside(ama.page, "Strengths");
    await box.getByText("This is 40,007 characters too long: up to 20,000 fit. It was not added and is not saved.").last().waitFor();
    assert.equal(await value(notes(ama)), "Before.", "nothing of it is in the text");
    assert.equal(await value(box.getByRole("textbox")), LONG, "all of it is kept");
    await ama.line("Not all saved: 1 text did not fit");
    assert.equal(await ama.told("All changes saved").count(), 0);
    assert.equal((await told()).filter((words) => /40,007 characters too long/.test(words)).length, 1, "said once");
    const description = await notes(ama).getAttribute("aria-describedby");
    assert.match(await ama.page.locator(`[id="${description.split(" ").at(-1)}"]`).innerText(), /40,007/);
    assert.equal(await value(notes(cat)), "Before.");
    await story.look(ama.person, "paste");
  });

  await story.step("it is still there when one has been somewhere else", async () => {
    await ama.goTo("B");
    await ama.page.getByText("A text did not fit where you put it, and is not saved.").waitFor();
    assert.equal(await ama.told("All changes saved").count(), 0);
    await story.look(ama.person, "out-of-sight");
    await ama.goTo("A");
    assert.equal(await value(aside(ama.page, "Strengths").getByRole("textbox")), LONG);
    assert.equal(await ama.page.getByText("A text did not fit where you put it").count(), 0);
  });

  await story.step("shortened, it can be added where the caret is", async () => {
    const box = aside(ama.page, "Strengths");
    await box.getByRole("textbox").fill(` ${LONG.slice(0, MOST - 8)}`);
    await box.getByText("There is room for it now.").waitFor();
    await box.getByRole("button", { name: "Add it" }).click();
    const full = `Before. ${LONG.slice(0, MOST - 8)}`;
    await ama.reads(notes(ama), full);
    await box.waitFor({ state: "hidden" });
    await everyoneSaved(all);
    await cat.reads(notes(cat), full);
  });

  await story.step("what is typed into a full text is kept beside it, with the keyboard alone", async () => {
    const before = await value(notes(cat));
    await cat.hand.write(notes(cat), "more");
    const box = aside(cat.page, "Strengths");
    await box.getByText("This is 4 characters too long").waitFor();
    assert.equal(await value(notes(cat)), before);
    assert.equal(await value(box.getByRole("textbox")), "more");
    await cat.line("Not all saved");
    await story.look(cat.person, "typed");
    await cat.hand.press(box.getByRole("button", { name: "Let it go" }));
    await box.waitFor({ state: "hidden" });
    await cat.saved();
  });

  await story.step("what would take the place of a selection leaves it as it is", async () => {
    const before = await value(notes(cat));
    await notes(cat).evaluate((field) => (field.focus(), field.setSelectionRange(0, 7)));
    await paste(cat.page, LONG.slice(0, 50));
    await aside(cat.page, "Strengths").getByText("This is 50 characters too long").waitFor();
    assert.equal(await value(notes(cat)), before);
    const selected = await notes(cat).evaluate((field) => [field.selectionStart, field.selectionEnd]);
    assert.deepEqual(selected, [0, 7]);
    await aside(cat.page, "Strengths").getByRole("button", { name: "Let it go" }).click();
  });

  await story.step("a drop that does not fit is refused in the same way", async () => {
    const areas = ama.sharedText("Areas for improvement");
    await areas.scrollIntoViewIfNeeded();
    await drop(ama.page, areas, LONG);
    const box = aside(ama.page, "Areas for improvement");
    await box.getByText("This is 40,000 characters too long").waitFor();
    assert.equal(await value(areas), "");
    await box.getByRole("button", { name: "Let it go" }).click();
    await ama.saved();
  });

  await story.step("somebody else fills the room in the meantime, and nothing of both is lost", async () => {
    const areas = (member) => member.sharedText("Areas for improvement");
    cat.person.expectComplaints(/ERR_INTERNET_DISCONNECTED|WebSocket/);
    await cat.page.context().setOffline(true);
    await cat.line("Offline");
    await areas(cat).fill(`Cat: ${LONG.slice(0, 12_000)}`);
    await areas(ama).fill(`Ama: ${LONG.slice(0, 12_000)}`);
    await ama.saved();
    await cat.page.context().setOffline(false);
    const notice = cat.page.getByText("A change of yours could not be saved.");
    await notice.first().waitFor();
    await cat.reads(areas(cat), `Ama: ${LONG.slice(0, 12_000)}`);
    const kept = await cat.page.locator(".room-kept-text .as-written").innerText();
    assert.ok(kept.includes(`Cat: ${LONG.slice(0, 12_000)}`.trim()), "what could not be saved can be copied");
    await cat.page.getByRole("button", { name: "I have seen this" }).click();
  });

  await story.step("a reason of one's own, private until the reveal, is not cut either", async () => {
    await ama.next("Open all 12 sections for scoring");
    const why = cat.ballot.getByLabel("Why?", { exact: true });
    await why.focus();
    await paste(cat.page, LONG);
    await aside(cat.page, "Why?").getByText("This is 40,000 characters too long").waitFor();
    assert.equal(await value(why), "");
    await aside(cat.page, "Why?").getByRole("button", { name: "Let it go" }).click();
    await cat.saved();
  });

  await story.step("a reason that a dialogue asks for says by how much it is too long, and waits", async () => {
    await ama.menu("Reveal section A");
    const dialog = ama.page.getByRole("dialog");
    const reason = dialog.getByRole("textbox");
    await reason.focus();
    await paste(ama.page, LONG.slice(0, 4_100));
    assert.equal((await value(reason)).length, 4_100, "nothing is cut");
    await dialog.getByText("This is 100 characters too long: up to 4,000 fit.").last().waitFor();
    const button = dialog.getByRole("button", { name: /^Reveal section A/ });
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    assert.equal(await reason.getAttribute("aria-invalid"), "true");
    await story.look(ama.person, "reason");
    await reason.fill("Everyone has nodded.");
    await button.click();
    await dialog.waitFor({ state: "hidden" });
    await ama.sees("A", "Revealed");
  });

  await story.step("a line of the table of actions keeps what is too long, and says that it is not saved", async () => {
    await ama.goToPage("Themes and actions");
    await ama.page.getByRole("button", { name: "Propose an action" }).click();
    await ama.page.getByLabel("What needs to get better?", { exact: true }).fill("Dates.");
    await ama.page.getByRole("button", { name: "Take into the record" }).click();
    const owner = ama.page.getByLabel("Person or post", { exact: true });
    await owner.focus();
    await paste(ama.page, LONG.slice(0, 520));
    await ama.page.getByText("This is 20 characters too long: up to 500 fit. It is not saved.").last().waitFor();
    assert.equal((await value(owner)).length, 520);
    await ama.line("Not all saved");
    await cat.goToPage("Themes and actions");
    await story.look(ama.person, "action");
    await owner.fill("Designated clinical officer");
    await ama.saved();
    await cat.page.getByText("Designated clinical officer").waitFor();
  });

  await story.conclude();
});

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
    await list.fill(`Ann Lee, Health, ${"a".repeat(100)}\n`.repeat(250));
    await page.getByText("This is 9,500 characters too long: up to 20,000 fit. Shorten it.").last().waitFor();
    const rows = await page.locator(".person-row").count();
    await page.getByRole("button", { name: "Add these people" }).click();
    assert.equal(await page.locator(".person-row").count(), rows);
    assert.equal((await list.inputValue()).length, 29_500);
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
    await page.getByRole("link", { name: "Back to the plans" }).first().click();
    await page.getByText(/^All plans/i).click();
    await page.getByRole("link", { name: "EX-0142" }).first().click();
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
    const publish = bar.getByRole("button", { name: "Publish version…" });
    assert.equal(await publish.getAttribute("aria-disabled"), "true", "it cannot be published");
  });

  await story.conclude();
});
