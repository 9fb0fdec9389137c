// Plans change: the coordinator changes a panel while people sit in its room, names a chair while the chair is away, copies
// the panel for another term, and cancels it. Everyone in the room reads what changed; a link of a cancelled panel says so.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Mouse } from "./support/hands.mjs";
import { Chair, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";
import { exactly } from "./support/words.mjs";

const plan = (caseRef) => ({
  case_ref: caseRef,
  change: "new",
  plan_stage: "draft",
  cohort: "year8-and-below",
  locality: "North",
  where_to_read: "",
});

test("a coordinator changes, copies and cancels a panel", async (t) => {
  const story = await Story.begin(t, "changes");
  const { server } = story;
  const cora = await story.arrive("cora");
  const { page } = cora;
  const coordinator = new Coordinator(cora, server);
  await coordinator.setUp();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const people = [
    person("Ama Chair", "send-service"),
    person("Ben Member", "health"),
    person("Cat Parent", "parent-carer-forum"),
  ];
  const agenda = ["EX-0001", "EX-0002", "EX-0003"].map(plan);
  const { panel, links } = await makePanel(server, cookie, people, { agenda, naming: "names" });
  const seat = (name) => panel.participants.find((one) => one.name === name).id;
  const link = (name) => links.find(({ participant }) => participant === seat(name)).url;
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben"), Mouse);
  const cat = new Chair(await story.arrive("cat"), Mouse);
  const look = (member, state) => story.look(member.person, state);

  /** What the coordinator can change, and one part of it, unfolded. */
  const desk = page.getByRole("region", { name: "Change this panel" });
  const unfold = async (summary) => {
    const part = desk.getByRole("group").filter({ hasText: summary }).first();
    const isOpen = () => part.evaluate((element) => element.open);
    if (!(await isOpen())) await part.getByText(summary, { exact: true }).click();
    assert.ok(await isOpen(), `${summary} is unfolded`);
    return part;
  };
  const panelPage = async (title) => {
    await cora.goto(`${server.url}/panels/${panel.id}`);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
  };
  /** The line in the room about what the coordinator changed. */
  const changed = (member, words) =>
    member.page.getByRole("region", { name: "What the coordinator changed" }).getByText(words).first();

  /** The button behind which stand where people meet and who they are. */
  const behind = (member) => member.page.getByRole("button", { name: /^In the room/ });

  await story.step("people come, and the coordinator opens the panel's page", async () => {
    for (const [member, name] of [[ama, "Ama Chair"], [ben, "Ben Member"], [cat, "Cat Parent"]]) await member.come(link(name));
    await panelPage("Countywide QA, autumn");
    await desk.waitFor();
    await story.look(cora, "panel");
    for (const member of [ama, ben, cat]) {
      const line = member.page.getByRole("region", { name: "What the coordinator changed" });
      assert.equal(await line.count(), 0, "nothing was changed yet");
    }
  });

  await story.step("title, day, time and place change, and everyone in the room reads it", async () => {
    const part = await unfold("Title, day, time and place");
    await part.getByLabel("Title").fill("Countywide QA, winter");
    await part.getByLabel("Day").fill("2098-12-08");
    await part.getByLabel("Begins (optional)").fill("10:00");
    await part.getByLabel("Ends (optional)").fill("09:00");
    await part.getByLabel("Place (optional)").fill("Room 4, County Hall");
    await part.getByLabel("Link to a call (optional)").fill("https://meet.example.org/abc");
    const save = part.getByRole("button", { name: "Save title, day, time and place" });
    // What cannot be is refused by the server as well, and browsers note that.
    cora.expectComplaints(/422 .*\/(meeting|take-away)$/);
    await save.click();
    await part.getByRole("group", { name: "There is a problem" }).waitFor();
    await story.look(cora, "meeting-wrong");
    await part.getByLabel("Ends (optional)").fill("12:00");
    await save.click();
    await part.getByText(/^Saved\. The meeting is called “Countywide QA, winter” now\./).waitFor();
    await page.getByRole("heading", { level: 1, name: "Countywide QA, winter" }).waitFor();
    for (const member of [ama, ben, cat]) {
      await changed(member, "The meeting is called “Countywide QA, winter” now.").waitFor();
      await changed(member, "The time is 10:00 to 12:00 now. The place is Room 4, County Hall now.").waitFor();
      await member.page.getByRole("heading", { level: 1, name: "Countywide QA, winter" }).waitFor();
      await member.hand.press(behind(member));
      await member.told("Monday 8 December 2098, 10:00 to 12:00, Room 4, County Hall").first().waitFor();
    }
    const call = ben.page.getByRole("link", { name: /^Join the call on meet\.example\.org/ });
    assert.equal(await call.getAttribute("href"), "https://meet.example.org/abc");
    assert.match(await call.getAttribute("rel"), /noopener/);
    for (const member of [ama, ben, cat]) await member.hand.press(behind(member));
    await story.look(cora, "meeting-saved");
    await look(ben, "room-changed");
  });

  await story.step("who has read it has it out of the way until something else changes", async () => {
    await ben.hand.press(ben.page.getByRole("button", { name: "I have read this" }));
    await ben.page.getByRole("region", { name: "What the coordinator changed" }).waitFor({ state: "detached" });
  });

  await story.step("the plans change their order", async () => {
    const part = await unfold("The agenda");
    await part.getByRole("button", { name: "Move up plan EX-0003" }).click();
    const words = "The order of the plans is new: EX-0001, EX-0003, EX-0002.";
    await part.getByText(words).waitFor();
    const rows = await part.getByRole("heading", { level: 3 }).allTextContents();
    assert.deepEqual(rows.slice(0, 3), ["EX-0001", "EX-0003", "EX-0002"]);
    await changed(ben, words).waitFor();
    await story.look(cora, "agenda");
  });

  await story.step("a plan that nobody began is taken away, and who looked at it reads why", async () => {
    await ben.hand.press(ben.page.getByRole("link", { name: /^EX-0002/ }));
    await ben.page.getByText(/^Plan EX-0002/).waitFor();
    const part = await unfold("The agenda");
    await part.getByRole("button", { name: "Take off the agenda plan EX-0002" }).click();
    const dialog = page.getByRole("dialog", { name: "Take EX-0002 off the agenda?" });
    const really = dialog.getByRole("button", { name: "Take it off the agenda" });
    await dialog.waitFor();
    await really.click();
    await dialog.getByRole("group", { name: "There is a problem" }).waitFor();
    await story.look(cora, "take-away");
    await dialog.getByLabel("Why?").fill("The family has withdrawn.");
    await really.click();
    await dialog.waitFor({ state: "hidden" });
    for (const member of [ama, ben]) {
      await changed(member, "The plan EX-0002 was taken off the agenda: The family has withdrawn.").waitFor();
    }
    await ben.page.getByRole("heading", { level: 2, name: "Plan EX-0002 was taken off the agenda" }).waitFor();
    await ben.page.getByRole("main").getByText("The family has withdrawn.", { exact: true }).waitFor();
    await look(ben, "plan-gone");
    await ben.hand.press(ben.page.getByRole("button", { name: "Go to plan EX-0001" }));
    await ben.page.getByText(/^Plan EX-0001/).waitFor();
    await page.getByRole("region", { name: "Plans and records" }).getByText("Taken off the agenda").waitFor();
  });

  await story.step("a plan comes in its place", async () => {
    const part = await unfold("The agenda");
    await part.getByText("Add a plan", { exact: true }).click();
    await part.getByLabel("Case reference").fill("EX-0004");
    await part.getByRole("button", { name: "Add this plan" }).click();
    await changed(ama, "The plan EX-0004 is on the agenda now.").waitFor();
    await ama.page.getByRole("link", { name: /^EX-0004/ }).waitFor();
  });

  await story.step("a plan that was begun stays", async () => {
    await ama.next(/^Open all/);
    await ben.ballot.waitFor();
    await panelPage("Countywide QA, winter");
    const part = await unfold("The agenda");
    await part.getByText("Something has been opened, scored or written in it, so it stays.").waitFor();
    assert.equal(await part.getByRole("button", { name: "Take off the agenda plan EX-0001" }).count(), 0);
  });

  await story.step("a person is called something else and does not score any longer", async () => {
    await page.getByRole("row", { name: /^Ben Member/ }).getByRole("button", { name: "Change Ben Member" }).click();
    const dialog = page.getByRole("dialog", { name: "Change Ben Member" });
    await dialog.getByLabel("Name").fill("Benjamin Lee");
    await dialog.getByLabel("At the table").selectOption("Takes part, does not score");
    await story.look(cora, "person");
    await dialog.getByRole("button", { name: "Save this person" }).click();
    await dialog.waitFor({ state: "hidden" });
    const words = "Ben Member is called Benjamin Lee now. Benjamin Lee takes part without scoring now.";
    await page.getByRole("paragraph").filter({ hasText: `Saved. ${words}` }).waitFor();
    await page.getByRole("row", { name: /^Benjamin Lee/ }).waitFor();
    for (const member of [ama, ben, cat]) await changed(member, words).waitFor();
    await ben.ballot.waitFor({ state: "detached" });
    await ben.told("You do not score in this meeting.").first().waitFor();
    await look(ben, "seat-changed");
  });

  await story.step("while the chair is away, the coordinator names somebody who is there", async () => {
    await ama.person.leave();
    await cat.told("ask your coordinator, who can name somebody who is here.").first().waitFor();
    await panelPage("Countywide QA, winter");
    const part = await unfold("Chair, deputy and scribe");
    await part.getByText("Nobody in the room can lead the meeting").waitFor();
    await part.getByLabel("Chair", { exact: true }).selectOption("Cat Parent (in the room now)");
    await story.look(cora, "offices");
    await part.getByRole("button", { name: "Save who does what" }).click();
    const words = "The coordinator named Cat Parent (Parent-carer forum) as chair. Before, it was Ama Chair (SEND service).";
    await part.getByText(`Saved. ${words}`).waitFor();
    await cat.page.getByRole("region", { name: "For the chair" }).waitFor();
    for (const member of [ben, cat]) await changed(member, words).waitFor();
    await look(cat, "named-chair");
  });

  await story.step("a copy for the next term has the people, new links, and no plan yet", async () => {
    const part = await unfold("Copy for another meeting");
    await part.getByLabel("Title").fill("Countywide QA, spring");
    await part.getByLabel("Day").fill("2098-03-04");
    await story.look(cora, "copy");
    await part.getByRole("button", { name: "Make the copy" }).click();
    await page.getByRole("heading", { level: 1, name: "Countywide QA, spring" }).waitFor();
    await page.getByText("Next: put plans on the agenda.").waitFor();
    const fresh = await coordinator.links();
    assert.deepEqual(Object.keys(fresh).sort(), ["Ama Chair", "Benjamin Lee", "Cat Parent"]);
    assert.notEqual(fresh["Cat Parent"], link("Cat Parent"));
    await story.look(cora, "copied");

    const early = new Member(await story.arrive("early", PHONE), Mouse);
    await early.come(fresh["Cat Parent"]);
    await early.page.getByRole("heading", { level: 2, name: "No plan is on the agenda yet" }).waitFor();
    await early.page.getByRole("heading", { name: "In the room (1 of 3)" }).waitFor();
    await look(early, "no-plan-phone");
    const add = await unfold("The agenda");
    await add.getByText("Add a plan", { exact: true }).click();
    await add.getByLabel("Case reference").fill("EX-0005");
    await add.getByRole("button", { name: "Add this plan" }).click();
    await early.page.getByText(/^Plan EX-0005/).waitFor();
    await early.person.leave();
  });

  await story.step("the panel is cancelled, and people in the room are told", async () => {
    await panelPage("Countywide QA, winter");
    const part = await unfold("Cancel this panel");
    await part.getByRole("button", { name: "Cancel this panel…" }).click();
    await part.getByRole("group", { name: "There is a problem" }).waitFor();
    await part.getByLabel("Why is it cancelled?").fill("The hall is flooded.");
    // The coordinator's name comes once the page knows who is signed in.
    const ask = await part.getByLabel("Whom can people ask?").elementHandle();
    await page.waitForFunction((field) => field.value === "Cora Dinator", ask);
    await part.getByRole("button", { name: "Cancel this panel…" }).click();
    const dialog = page.getByRole("dialog", { name: "Cancel “Countywide QA, winter”?" });
    await dialog.waitFor();
    await story.look(cora, "cancel");
    await dialog.getByRole("button", { name: "Yes, cancel it" }).click();
    await page.getByText("This panel was cancelled.", { exact: true }).waitFor();
    await story.look(cora, "cancelled");
    for (const member of [ben, cat]) {
      await member.page.getByText("This panel was cancelled", { exact: true }).first().waitFor();
      await member.page.getByRole("main").getByText("The hall is flooded.", { exact: true }).waitFor();
    }
    await look(ben, "room-cancelled");
    await cora.goto(server.url);
    await page.getByRole("row", { name: /Countywide QA, winter/ }).getByText("Cancelled").waitFor();
  });

  await story.step("its links say so kindly, and let nobody in", async () => {
    const late = await story.arrive("late", PHONE);
    await late.goto(link("Ben Member"));
    await late.page.getByRole("heading", { level: 1, name: "This meeting was cancelled" }).waitFor();
    await late.page.getByText("Benjamin Lee, there is nothing that you need to do.").waitFor();
    await late.page.getByText("The hall is flooded.").waitFor();
    await late.page.getByText("If you have a question, ask Cora Dinator.").waitFor();
    assert.equal(await late.page.getByRole("button", { name: exactly("Go in") }).count(), 0);
    await story.look(late, "link-cancelled-phone");
  });

  await story.conclude();
});
