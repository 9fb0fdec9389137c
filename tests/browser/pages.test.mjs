// Before the meeting, in a browser: a coordinator sets Accord up, makes a panel, and looks after its links; people come
// in by their link, or are told kindly why they cannot. Every page and state is looked at by axe-core on the way.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Coordinator } from "./support/coordinator.mjs";
import { hasFocus, Keyboard } from "./support/hands.mjs";
import { Story } from "./support/story.mjs";

test("the pages before the meeting", async (t) => {
  const story = await Story.begin(t, "pages");
  const { server } = story;
  const person = await story.arrive("coordinator");
  const { page } = person;
  const coordinator = new Coordinator(person, server);
  const heading = (who, name) => who.page.getByRole("heading", { level: 1, name }).waitFor();
  const make = page.getByRole("button", { name: "Make the panel", exact: true });
  const summary = page.getByRole("group", { name: "There is a problem" });

  await story.step("whoever comes without a link reads what Accord is", async () => {
    await person.goto(server.url);
    await heading(person, "Many views, one fair judgement");
    await story.look(person, "welcome");
    await page.getByLabel("Your personal link").fill("not a link");
    await page.getByRole("button", { name: "Open my link" }).click();
    await summary.waitFor();
    await story.look(person, "welcome-wrong-link");
  });

  await story.step("an address that does not exist is not found", async () => {
    const answer = await page.request.get(`${server.url}/nowhere`);
    assert.equal(answer.status(), 404);
  });

  await story.step("the set-up link makes a coordinator", async () => {
    await person.goto(server.setupLink);
    await heading(person, "Set up Accord");
    assert.ok(!page.url().includes("#"), "the secret is taken out of the address");
    await story.look(person, "set-up");
    await page.getByRole("button", { name: "Start using Accord" }).click();
    await summary.waitFor();
    assert.ok(await hasFocus(summary), "the summary has the focus");
    assert.match(await page.title(), /^Error: /);
    await story.look(person, "set-up-wrong");
    await coordinator.nameThemselves();
    await story.look(person, "no-panels");
  });

  await story.step("the set-up link works once", async () => {
    const second = await story.arrive("latecomer");
    second.expectComplaints(/4\d\d .*\/api\/setup/);
    await second.goto(server.setupLink);
    await second.page.getByLabel("Your name").fill("Somebody Else");
    await second.page.getByLabel("Your local area").fill("Elsewhere");
    await second.page.getByRole("button", { name: "Start using Accord" }).click();
    await second.page.getByRole("group", { name: "There is a problem" }).waitFor();
    await story.look(second, "set-up-used-link");
    await second.goto(server.url);
    await heading(second, "Many views, one fair judgement");
    await second.leave();
  });

  await story.step("the form for a panel says what is missing, and leads there", async () => {
    await coordinator.openForm();
    await story.look(person, "new-panel");
    person.expectComplaints(/422 .*\/api\/panels/);
    await make.click();
    await summary.waitFor();
    await story.look(person, "new-panel-wrong");
    await summary.getByRole("link").first().click();
    assert.ok(await hasFocus(page.getByLabel("Title")), "the link leads to the field");
  });

  await story.step("what looks like a child's name warns, and the coordinator decides", async () => {
    await coordinator.fillForm({ caseRef: "Ann Lee" });
    await make.click();
    const warning = page.getByRole("group", { name: "Please look again: is this personal data?" });
    await warning.waitFor();
    await story.look(person, "new-panel-looks-personal");
    await page.getByLabel("Case reference").fill("EX-0142");
    await make.click();
    await page.getByRole("heading", { level: 2, name: "Links to send" }).waitFor();
    await story.look(person, "panel-made");
  });

  await story.step("links are shown once", async () => {
    assert.equal(Object.keys(await coordinator.links()).length, 5, "four people and the room screen");
    await page.reload();
    await page.getByRole("heading", { level: 2, name: "People and their links" }).waitFor();
    assert.equal(await page.getByRole("heading", { name: "Links to send" }).count(), 0, "not shown a second time");
    await story.look(person, "panel");
  });

  await story.step("a renewed link takes the place of the old one, and looking at it does not use it", async () => {
    const old = await coordinator.renew("Ben Health", () => story.look(person, "panel-dialog"));
    const fresh = await coordinator.renew("Ben Health");
    assert.notEqual(fresh, old);
    const ben = await story.arrive("ben");
    ben.expectComplaints(/4\d\d .*\/api\/invitation/);
    await ben.goto(old);
    await heading(ben, "This link does not work any more");
    await story.look(ben, "join-old-link");
    await ben.goto(fresh);
    await heading(ben, "Welcome, Ben Health");
    assert.deepEqual(await ben.page.context().cookies(), [], "opening the link sets nothing");
    await story.look(ben, "join");
    await coordinator.deed("Ben Health", "End link", "End the link");
    await ben.page.reload();
    await heading(ben, "This link does not work any more");
    await ben.leave();
  });

  await story.step("people are added and taken off", async () => {
    await page.getByText("Add a person").click();
    await page.getByLabel("Name", { exact: true }).fill("Eve Late");
    await page.getByRole("button", { name: "Add this person" }).click();
    await page.getByRole("region", { name: "Links to send" }).getByLabel(/Eve Late/).waitFor();
    await coordinator.deed("Eve Late", "Remove", "Remove from the panel");
    await page.getByRole("row", { name: "Eve Late" }).waitFor({ state: "detached" });
  });

  await story.step("a panel that does not exist is not found either", async () => {
    person.expectComplaints(/404 .*\/api\/panels\/nothing/);
    await person.goto(`${server.url}/panels/nothing`);
    await heading(person, "There is no page here");
    await story.look(person, "not-found");
  });

  await story.step("all of it can be done with the keyboard alone", async () => {
    const hand = new Keyboard(page);
    await person.goto(server.url);
    await story.look(person, "panels");
    await hand.press(page.getByRole("link", { name: "Make a panel" }));
    await heading(person, "Make a panel");
    await hand.write(page.getByLabel("Title"), "By keyboard");
    await hand.choose(page.getByRole("group", { name: "What kind of panel is it?" }), "Locality");
    await hand.write(page.getByLabel("Case reference"), "EX-0143");
    await hand.write(page.getByLabel("Name", { exact: true }).first(), "Kay Board");
    await hand.select(page.getByLabel("Chair", { exact: true }), "Kay Board");
    await hand.press(make);
    await summary.waitFor();
    await hand.press(summary.getByRole("link").first());
    assert.ok(await hasFocus(page.getByLabel("Day")), "the day is missing, and the link leads to it");
    await page.keyboard.type("06112026");
    await hand.press(make);
    await heading(person, "By keyboard");
  });

  await story.conclude();
});
