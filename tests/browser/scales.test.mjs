// The room with frameworks whose rows have marks of their own: yes, partly and no with comments that are demanded, marks
// out of ten, 0 to 2, met and not met. Three people score, see, settle; one panel signs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Finger, Keyboard, Mouse } from "./support/hands.mjs";
import { Chair, everyoneSaved, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

const PEOPLE = [person("Ama Chair", "send-service"), person("Ben Health", "health"), person("Cat Parent", "parent-carer-forum")];

test("sections whose rows have marks are scored, revealed and settled, whatever the scale", async (t) => {
  const story = await Story.begin(t, "scales");
  const { server } = story;
  const cookie = await setUp(server);
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben", PHONE), Finger);
  const cat = new Member(await story.arrive("cat"), Keyboard);
  const all = [ama, ben, cat];
  const look = (member, state) => story.look(member.person, state);
  const heading = (member, name, level = 3) => member.page.getByRole("heading", { level, name }).waitFor();

  /** Everyone comes to a new panel, and the chair opens its sections. */
  async function begin(framework, sections) {
    const { links } = await makePanel(server, cookie, PEOPLE, { framework, title: framework });
    for (const [place, member] of all.entries()) await member.come(links[place].url);
    await heading(ama, "In the room (3 of 3)", 2);
    await ama.next(`Open all ${sections} sections for scoring`);
  }

  /** All are ready in the section they look at, and the chair reveals it. */
  async function reveal(label) {
    await everyoneSaved(all);
    for (const member of all) await member.ready();
    await ama.next(label);
    for (const member of all) await heading(member, "Scores");
  }

  /** The chair proposes what the form holds by now, all agree, and it is settled. */
  async function settle(label) {
    await ama.page.getByRole("button", { name: "Propose this to the panel" }).click();
    await ama.page.getByText("The chair proposes:").waitFor();
    for (const member of all) await member.answer("Agree");
    await ama.next(label);
    for (const member of all) await heading(member, /^Agreed: /);
  }

  /** A row of the chair's proposal. */
  const proposed = (number) => {
    const form = ama.page.getByRole("group", { name: "Propose a judgement for every row" });
    return form.getByRole("group", { name: new RegExp(`^${number}\\. `) });
  };

  await story.step("yes, partly and no: a comment is asked for where the mark demands one", async () => {
    await begin("weighted-audit-views", 4);
    const views = "The family";
    await ama.goTo(views);
    await ama.told("No row has a score yet.").waitFor();
    await ama.scoreRows(views, ["Yes", "Yes", "Yes", "Yes"]);
    await ben.scoreRows(views, ["Yes", "Partly", "Yes", "Yes"]);
    await ben.told("Please say why in row 2.").waitFor();
    await look(ben, "comment-demanded-phone");
    await ben.hand.write(ben.ballot.getByLabel("Comment on row 2"), "Only her mother tells it.");
    await ben.told("Please say why").waitFor({ state: "hidden" });
    await cat.scoreRows(views, ["Yes", "No", "Yes"], { No: "Nobody came to see us." });
    await cat.told("No score yet in row 4.").waitFor();
    await cat.page.getByText("you: 3 of 4 rows").waitFor();
    await cat.hand.choose(cat.row(4), "Partly");
    await cat.hand.write(cat.ballot.getByLabel("Comment on row 4"), "In part.");
    await look(cat, "ballot");
    await look(ben, "ballot-phone");
  });

  await story.step("yes, partly and no: rows that divide come first, and the chair decides about them", async () => {
    await reveal("Reveal “The family”");
    await ama.told("1 row needs reconciling: row 2.").waitFor();
    await ama.page.getByText("2 rows are the same from everyone", { exact: true }).waitFor();
    await ama.page.getByText("Nobody came to see us.").waitFor();
    await ama.sees("The family", "Needs reconciling: 1 of 4 rows");
    await look(ama, "revealed");
    await look(ben, "revealed-phone");
    await ama.page.getByText("Choose a judgement for rows 2 and 4 first.").waitFor();
    await ama.page.getByRole("button", { name: "Fill in the middle of the scores in 2 open rows" }).click();
    await proposed(2).getByRole("radio", { name: "Partly", checked: true }).waitFor();
    await proposed(4).getByRole("radio", { name: "Yes", checked: true }).waitFor();
    await look(ama, "proposing");
    await settle("Agree 17.5 of 20 for “The family”");
    await ama.sees("The family", "Agreed: 17.5 of 20");
    await look(ama, "agreed");
    await look(ben, "agreed-phone");
  });

  await story.step("yes, partly and no: the record has every row, and what they come to", async () => {
    for (const member of all) await member.goToPage("Check and sign", /^Check before signing/);
    await ama.page.getByRole("button", { name: "Open signing" }).first().click();
    for (const member of all) await heading(member, "Sign the record", 2);
    for (const member of all) await member.hand.press(member.page.getByRole("button", { name: "Sign: we agree" }));
    await ama.next("Close the record");
    await heading(ama, "The record is closed", 2);
    await ama.page.getByRole("link", { name: "Read version 1" }).click();
    await heading(ama, "Record of plan EX-0142", 1);
    const agreed = ama.page.getByRole("table", { name: "“The family”: what was agreed, row by row" });
    await agreed.getByRole("row", { name: /^2\. / }).getByRole("cell", { name: "Partly", exact: true }).waitFor();
    const shown = await ama.page.getByRole("main").innerText();
    for (const words of ["17.5 of 20", "Nobody came to see us.", "Only her mother tells it."]) {
      assert.ok(shown.includes(words), words);
    }
    await look(ama, "record");
  });

  await story.step("marks out of ten: the number keys choose them", async () => {
    await begin("warrington", 3);
    await cat.goTo("Part 1: Accessibility");
    const first = cat.row(1).getByRole("radio").first();
    await cat.hand.tabTo(first);
    await cat.page.keyboard.type("10");
    await cat.row(1).getByRole("radio", { name: "10 Yes", checked: true }).waitFor();
    await cat.page.keyboard.press("Tab");
    await cat.page.keyboard.type("7");
    await cat.row(2).getByRole("radio", { name: "Yes, 7 of 10", checked: true }).waitFor();
    await cat.page.keyboard.press("ArrowLeft");
    await cat.row(2).getByRole("radio", { name: "Yes, 6 of 10", checked: true }).waitFor();
    await ama.scoreRows("Part 1: Accessibility", ["Yes, 2 of 10", "Yes, 7 of 10"]);
    await ben.scoreRows("Part 1: Accessibility", ["Yes, 9 of 10", "Yes, 8 of 10"]);
    await look(cat, "out-of-ten");
    await look(ben, "out-of-ten-phone");
    await reveal("Reveal “Part 1: Accessibility”");
    await ama.told("Needs reconciling: scores range from 2 to 10").waitFor();
    await ama.told("Close: scores range from 6 to 8").waitFor();
    await look(ben, "out-of-ten-revealed-phone");
    await look(ama, "out-of-ten-revealed");
    await ama.hand.choose(proposed(1), "Yes, 8 of 10");
    await ama.hand.choose(proposed(2), "Yes, 7 of 10");
    await ama.told("It is outside what was scored: nobody scored row 1 so.").waitFor();
    await ama.hand.write(ama.page.getByLabel("Why do you propose it?"), "Between the three of us.");
    await settle("Agree 15 of 20 marks for “Part 1: Accessibility”");
  });

  await story.step("0, 1 and 2: a section is filled with the keyboard alone, and what is asked in words is answered", async () => {
    await begin("bradford-quality-form", 13);
    await cat.goTo("F: Education provision");
    await cat.hand.tabTo(cat.row(1).getByRole("radio").first());
    // One key and one Tab for each of the eight rows.
    for (const key of "21021022") {
      await cat.page.keyboard.press(key);
      await cat.page.keyboard.press("Tab");
    }
    await cat.row(8).getByRole("radio", { name: "2 Good", checked: true }).waitFor();
    await cat.row(3).getByRole("radio", { name: "0 Not compliant", checked: true }).waitFor();
    await cat.page.getByText("you have scored").waitFor();
    const marks = ["2 Good", "1 Compliant", "1 Compliant", "2 Good", "1 Compliant", "Not applicable", "2 Good", "2 Good"];
    await ama.scoreRows("F: Education provision", marks);
    await ben.goTo("F: Education provision");
    await look(ben, "quality-form-phone");
    await ben.scoreRows("F: Education provision", marks);
    await ben.goToPage("Questions on the whole");
    await ben.hand.write(ben.page.getByLabel("Name of the plan’s author"), "Plan writers");
    await look(ben, "details-phone");
    await ama.goToPage("Questions on the whole");
    await ama.hand.write(ama.page.getByRole("textbox").first(), "Clear provision.");
    await look(ama, "questions");
    for (const member of [ama, ben]) await member.goTo("F: Education provision");
    await reveal("Reveal section F");
    await ama.sees("F: Education provision", "Needs reconciling: 2 of 8 rows");
    await ben.goToPage("All sections, most divided first");
    await look(ben, "quality-form-board-phone");
    await ama.goToPage("Check and sign", /^Check before signing/);
    await ama.page.getByRole("link", { name: "Read the whole record" }).click();
    const answers = ama.page.getByRole("main");
    for (const words of ["Plan writers", "Clear provision."]) await answers.getByText(words).waitFor();
    await look(ama, "quality-form-draft");
  });

  await story.step("met and not met: where everyone agrees, one step accepts the section", async () => {
    await begin("bradford-criteria", 13);
    for (const member of all) await member.scoreRows("C: Health needs", ["Met", "Not met"]);
    await look(ben, "criteria-phone");
    await reveal("Reveal section C");
    await ama.next("Accept section C, where everyone agreed");
    await ama.sees("C: Health needs", "Agreed: 1 of 2 met");
    await look(ama, "criteria-agreed");
  });

  await story.conclude();
});
