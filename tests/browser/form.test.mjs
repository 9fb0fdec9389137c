// Reviews without a panel: one assessor alone, and an auditor with a moderator. Their forms are quick, are kept as one
// types, can be gone on with elsewhere, and are checked before they are handed in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Coordinator } from "./support/coordinator.mjs";
import { Assessor, marked, shipped, someMarks, targets } from "./support/form.mjs";
import { hasFocus } from "./support/hands.mjs";
import { Story } from "./support/story.mjs";

const plan = (case_ref) => ({
  case_ref,
  change: "new",
  plan_stage: "draft",
  cohort: "year8-and-below",
  locality: "",
  where_to_read: "https://plans.invalid/EX",
});
const alone = (framework, others = {}) => ({ framework, way: { by: "alone", assessor: 0 }, ...others });
const moderated = (framework, sees_audit, changes_grade) => ({
  framework,
  way: { by: "moderated", auditor: 0, moderator: 1, sees_audit, changes_grade },
});
const two = [person("Ann Auditor", "send-service"), person("Mo Moderator", "health")];
/** The forms of fifty rows and more. */
const LONG = ["bradford-criteria", "bradford-quality-form"];
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

test("one assessor judges drafts alone", async (t) => {
  const story = await Story.begin(t, "form-alone");
  const { server } = story;
  const cookie = await setUp(server);
  const agenda = [plan("EX-0001"), plan("EX-0002"), plan("EX-0003")];
  const made = await makePanel(server, cookie, [person("Ann Assessor", "send-service")], alone("essex-light-touch", { agenda }));
  const ann = new Assessor(await story.arrive("ann"));
  const { page } = ann;
  const summary = page.getByRole("group", { name: "Something is still missing" });

  await story.step("the link says what is asked, and leads to the drafts", async () => {
    await ann.come(made.links[0].url, async () => {
      assert.ok(!/reveal|meeting|room/i.test(await page.locator("main").innerText()), "nothing speaks of a meeting");
      await story.look(ann.person, "welcome");
    });
    await heading(page, "Drafts");
    await page.getByText("0 of 1 scored").first().waitFor();
    await ann.saved();
    await story.look(ann.person, "drafts");
  });

  await story.step("a light-touch judgement takes three actions from the list of drafts", async () => {
    await page.getByRole("link", { name: "EX-0001" }).click();
    await page.getByText("Good", { exact: false }).and(page.locator("label")).click();
    await page.getByRole("button", { name: "Hand in" }).click();
    await ann.told("Handed in");
    await page.getByText("2 Good").first().waitFor();
    await story.look(ann.person, "handed-in");
  });

  await story.step("what is missing is said, and led to", async () => {
    await page.getByRole("link", { name: "Back to all drafts" }).click();
    await heading(page, "Drafts");
    await page.locator(".tag", { hasText: "Finished" }).waitFor();
    await page.getByRole("link", { name: "EX-0002" }).click();
    await heading(page, "Plan EX-0002");
    await ann.handIn();
    await summary.waitFor();
    assert.ok(await hasFocus(summary), "the summary has the focus");
    await story.look(ann.person, "missing");
    await summary.getByRole("link").click();
    await page.keyboard.press("3");
    await ann.chosen("overall", "3");
    await ann.handIn();
    await summary.getByRole("link", { name: /write a comment/ }).click();
    assert.ok(await hasFocus(ann.comment("overall")), "the link leads to the comment");
    await page.keyboard.type("Outcomes are vague.");
    await ann.handIn();
    await ann.told("Handed in");
  });

  await story.step("the record reads as one assessor's", async () => {
    await page.getByRole("link", { name: "Read the record" }).click();
    await heading(page, "Record of plan EX-0002");
    await page.getByText("Ann Assessor judges alone.").waitFor();
    await page.getByText("Outcomes are vague.").first().waitFor();
    assert.ok(!/panel judges|Dissents|Signatures/.test(await page.locator("main").innerText()));
    await story.look(ann.person, "record");
    await page.getByRole("link", { name: "Back to the form" }).click();
    await heading(page, "Plan EX-0002");
  });

  await story.step("a mistake in the record is corrected in a new version, with a reason", async () => {
    await page.getByRole("button", { name: "Correct the record in a new version" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What is wrong with it?").fill("I took 3 for 2.");
    await story.look(ann.person, "correct");
    await dialog.getByRole("button", { name: "Open it for a correction" }).click();
    await page.getByText("A correction of version 1").waitFor();
    await page.getByText("I took 3 for 2.").waitFor();
    await ann.chosen("overall", "3");
    assert.equal(await ann.comment("overall").inputValue(), "Outcomes are vague.", "the form is as it was handed in");
    await ann.choose("overall", 2);
    await ann.saved();
    await story.look(ann.person, "correcting");
    await ann.handIn();
    await ann.told("Handed in");
    await page.getByRole("link", { name: "Read the record" }).click();
    await heading(page, "Record of plan EX-0002");
    await page.getByText("I took 3 for 2.").first().waitFor();
    await page.getByRole("link", { name: /ersion 1/ }).first().waitFor();
    await story.look(ann.person, "corrected");
    await page.getByRole("link", { name: "Back to the form" }).click();
    await heading(page, "Plan EX-0002");
  });

  await story.step("the address of the room leads to the form", async () => {
    await ann.person.goto(page.url().replace(/\/form\/([^?]+).*/, "/room/$1"));
    await page.waitForURL(/\/form\//);
    await heading(page, "Drafts");
  });

  await story.conclude();
});

test("a long form goes on on another device", async (t) => {
  const story = await Story.begin(t, "form-devices");
  const { server } = story;
  const made = await makePanel(server, await setUp(server), [person("Ann Assessor", "send-service")], alone("bradford-quality-form"));
  const laptop = new Assessor(await story.arrive("laptop"));
  const phone = new Assessor(await story.arrive("phone", PHONE));
  const framework = shipped.find(({ id }) => id === "bradford-quality-form");
  const all = targets(framework);

  await story.step("rows, comments and answers are kept as one types", async () => {
    await laptop.come(made.links[0].url);
    await heading(laptop.page, "Plan EX-0142");
    await story.look(laptop.person, "empty");
    await laptop.choose(all[0].id, 2);
    await laptop.choose(all[1].id, "na");
    await laptop.buttons(all[2].id).first().focus();
    await laptop.page.keyboard.press("1");
    await laptop.page.keyboard.press("c");
    await laptop.comment(all[2].id).waitFor();
    await laptop.page.waitForFunction((id) => document.activeElement?.id === id, `comment-${all[2].id}`);
    await laptop.page.keyboard.type("Half of it is there.");
    await laptop.page.locator('input[type="date"]').first().fill("2026-11-02");
    await laptop.page.getByText(`3 of ${all.length} scored`).waitFor();
    await laptop.saved();
  });

  await story.step("the same link on a phone has all of it", async () => {
    await phone.come(made.links[0].url);
    await phone.chosen(all[0].id, 2);
    await phone.chosen(all[1].id, "na");
    await phone.chosen(all[2].id, 1);
    assert.equal(await phone.comment(all[2].id).inputValue(), "Half of it is there.");
    assert.equal(await phone.page.locator('input[type="date"]').first().inputValue(), "2026-11-02");
    await phone.choose(all[3].id, 0);
    await laptop.chosen(all[3].id, 0);
    await story.look(phone.person, "phone");
  });

  await story.step("a whole section is filled in on the phone, by tapping", async () => {
    const rows = all.filter(({ id }) => id.startsWith("B."));
    assert.equal(rows.length, 7);
    const marks = rows.map(({ id, values }, place) => [id, place === 4 ? "na" : values[place % values.length]]);
    for (const [id, value] of marks) {
      await phone.tap(id, value);
      await phone.chosen(id, value);
    }
    await phone.page.getByText(`${4 + rows.length} of ${all.length} scored`).waitFor();
    await phone.saved();
    for (const [id, value] of marks) await laptop.chosen(id, value);
    await story.look(phone.person, "phone-section");
  });

  await story.step("a mark can be taken back", async () => {
    await laptop.page.locator(`input[name="mark-${all[3].id}"]:checked`).focus();
    await laptop.page.keyboard.press("Delete");
    await phone.page.locator(`[id="mark-${all[3].id}"]:not(:has(input:checked))`).waitFor();
    await laptop.page.getByText(`10 of ${all.length} scored`).waitFor();
  });

  await story.step("each gap is named, and “what is next” leads to the first", async () => {
    await laptop.handIn();
    const links = laptop.page.getByRole("group", { name: "Something is still missing" }).getByRole("link");
    assert.equal(await links.count(), all.length - 10);
    await laptop.page.getByRole("button", { name: "Go to what is next" }).click();
    assert.ok(await hasFocus(laptop.buttons(all[3].id).first()));
  });

  await story.conclude();
});

test("every shipped framework is filled in, and comes to what the program says", async (t) => {
  const story = await Story.begin(t, "form-all");
  const { server } = story;
  const cookie = await setUp(server);
  const ann = new Assessor(await story.arrive("ann"));
  const { page } = ann;

  for (const framework of shipped) {
    await story.step(framework.id, async () => {
      const made = await makePanel(server, cookie, [person("Ann Assessor", "send-service")], alone(framework.id));
      await ann.come(made.links[0].url);
      await page.getByRole("button", { name: "Hand in" }).waitFor();
      if (["warrington", "essex-full"].includes(framework.id)) await story.look(ann.person, framework.id);
      const marks = someMarks(framework);
      const keysBefore = ann.keys;
      await ann.fill(framework, marks);
      if (LONG.includes(framework.id)) {
        // A digit and a Tab for each row, and a Tab past the comment box of each section.
        const most = 2 * targets(framework).length + framework.sections.length;
        assert.ok(ann.keys - keysBefore <= most, `${ann.keys - keysBefore} keys`);
      }
      await ann.handIn();
      await ann.told("Handed in");
      const { sections, total } = marked(framework, marks);
      if (framework.marking.rule === "judgement") {
        const said = await page.locator(".facts").last().locator("dd").allInnerTexts();
        const words = sections.map(({ working, not_applicable }) => (not_applicable ? "Not applicable" : working));
        assert.deepEqual(said, words);
      } else {
        assert.equal(await page.getByRole("row", { name: /^Total/ }).getByRole("cell").innerText(), total.working);
      }
    });
  }

  await story.conclude();
});

test("a blind moderation settles what differs", async (t) => {
  const story = await Story.begin(t, "form-moderated");
  const { server } = story;
  const framework = shipped.find(({ id }) => id === "weighted-audit-views");
  const made = await makePanel(server, await setUp(server), two, moderated(framework.id, false, true));
  const ann = new Assessor(await story.arrive("ann"));
  const mo = new Assessor(await story.arrive("mo"));
  const all = targets(framework);
  const audit = Object.fromEntries(all.map(({ id }) => [id, 2]));
  Object.assign(audit, { "child.1": 0, "family.2": 1, "needs.1": 0 });
  const again = { ...audit, "child.1": 2, "family.2": 2, "needs.1": 1 };

  await story.step("the auditor hands in, and waits", async () => {
    await ann.come(made.links[0].url);
    await ann.page.getByText("You audit.", { exact: false }).waitFor();
    await ann.fill(framework, audit, "The audit’s own words");
    await ann.handIn();
    await ann.told("Handed in");
    await ann.page.getByText("waiting for the moderator", { exact: false }).waitFor();
    await story.look(ann.person, "waiting");
  });

  await story.step("the moderator is blind until both are in", async () => {
    await mo.come(made.links[1].url, () => story.look(mo.person, "welcome-moderator"));
    await mo.page.getByText("The audit is hidden until both of you have handed in.").waitFor();
    await mo.fill(framework, again, "Moderated");
    await mo.saved();
    assert.ok(!mo.heard.includes("own words"), "no byte of the audit has reached the moderator");
    await mo.handIn();
    await mo.page.getByRole("heading", { name: "Audit and moderation" }).waitFor();
  });

  await story.step("both see both, with the differences marked", async () => {
    await mo.page.getByText("The audit’s own words").first().waitFor();
    assert.equal(await mo.page.getByText("Differs").count(), 3);
    await mo.page.getByText("Overall: Upgraded The moderation finds it better than the audit did.").waitFor();
    await story.look(mo.person, "side-by-side");
    await mo.page.getByText("Show only differences").click();
    assert.equal(await mo.page.getByText("Same", { exact: true }).filter({ visible: true }).count(), 0);
    await mo.page.getByText("Show only differences").click();
    await ann.page.getByRole("heading", { name: "Audit and moderation" }).waitFor();
    assert.equal(await ann.page.getByRole("button", { name: "Settle" }).count(), 0, "the auditor reads");
    await story.look(ann.person, "side-by-side-auditor");
  });

  await story.step("each section is settled, and then it is finished", async () => {
    const part = (name) => mo.page.getByRole("region", { name, exact: true });
    await part("The child or young person").getByLabel("Settled judgement of row 1").selectOption({ label: "Partly" });
    await part("The child or young person").getByRole("button", { name: /^Settle/ }).click();
    await part("The child or young person").getByText("Settled: Partly").waitFor();
    assert.ok(await hasFocus(part("The child or young person").getByRole("heading")), "the focus stays with the section");
    await mo.page.getByText("2 sections are not settled yet.").waitFor();
    await part("The family").getByRole("button", { name: /^Keep the audit/ }).click();
    await part("The family").getByText("Settled: Partly").waitFor();
    await part("Needs and support as the family sees them").getByRole("button", { name: /^Use mine/ }).click();
    await part("Needs and support as the family sees them").getByText("Settled: Partly").waitFor();
    await mo.page.getByRole("button", { name: "Finish" }).click();
    await mo.told("Finished");
    const settled = { ...audit, "child.1": 1, "needs.1": 1 };
    const total = mo.page.getByRole("row", { name: /^Total/ }).getByRole("cell");
    assert.equal(await total.innerText(), marked(framework, settled).total.working);
    await story.look(mo.person, "finished");
    await ann.told("Finished");
  });

  await story.step("the record has both, and how it ended", async () => {
    await mo.page.getByRole("link", { name: "Read the record" }).click();
    await heading(mo.page, "Record of plan EX-0142");
    await mo.page.getByRole("columnheader", { name: "Audit (Ann Auditor)" }).first().waitFor();
    const row = mo.page.getByRole("table", { name: "The judgement of each section" }).getByRole("row", { name: /^The child/ });
    assert.match(await row.innerText(), /Upgraded/);
    await story.look(mo.person, "record");
  });

  await story.conclude();
});

test("a moderation that is feedback sees the audit and lets it stand", async (t) => {
  const story = await Story.begin(t, "form-feedback");
  const { server } = story;
  const made = await makePanel(server, await setUp(server), two, moderated("essex-light-touch", true, false));
  const ann = new Assessor(await story.arrive("ann"));
  const mo = new Assessor(await story.arrive("mo"));

  await story.step("what the audit says comes once it is handed in", async () => {
    await mo.come(made.links[1].url);
    await mo.page.getByText("appears beside each score once it is handed in", { exact: false }).waitFor();
    await ann.come(made.links[0].url);
    await ann.choose("overall", 2);
    await ann.saved();
    assert.equal(await mo.page.getByText("Audit: 2 Good").count(), 0);
    await ann.handIn();
    await mo.page.getByText("Audit: 2 Good").waitFor();
    await story.look(mo.person, "sees-audit");
  });

  await story.step("the audit's grade stands, and the outcome is said", async () => {
    await mo.choose("overall", 4);
    await mo.comment("overall").fill("No provision is specified.");
    await mo.handIn();
    await mo.page.getByText("Downgraded").first().waitFor();
    await story.look(mo.person, "side-by-side");
    await mo.page.getByRole("button", { name: "Finish" }).click();
    await mo.told("Finished");
    assert.equal(await mo.page.locator(".facts").last().locator("dd").innerText(), "2 Good");
    await ann.told("Finished");
  });

  await story.conclude();
});

test("a coordinator asks an auditor and a moderator, with other words for the grades", async (t) => {
  const story = await Story.begin(t, "form-made");
  const cora = await story.arrive("cora");
  const { page } = cora;
  const coordinator = new Coordinator(cora, story.server);
  let links;

  await story.step("who judges is chosen, and what does not apply is gone", async () => {
    await coordinator.setUp();
    await coordinator.openForm();
    await page.getByLabel("Title").fill("Light touch, autumn");
    await page.getByLabel("Day").fill("2026-11-12");
    await page.getByLabel("Case reference").fill("EX-0142");
    await page.getByLabel("Framework").selectOption({ label: "Essex: light-touch check of a draft plan (version 1.2)" });
    await page.getByLabel("Words for the grades").selectOption({ index: 1 });
    await page.getByText("An auditor and a moderator", { exact: true }).click();
    assert.equal(await page.getByText("When are scores seen?").count(), 0);
    assert.equal(await page.getByLabel("Chair", { exact: true }).count(), 0);
    await page.getByLabel("Name", { exact: true }).nth(0).fill("Ann Auditor");
    await page.getByLabel("Name", { exact: true }).nth(1).fill("Mo Moderator");
    await page.getByLabel("Auditor", { exact: true }).selectOption({ label: "Ann Auditor" });
    cora.expectComplaints(/422 .*\/api\/panels/);
    await page.getByRole("button", { name: "Make the panel" }).click();
    const summary = page.getByRole("group", { name: "There is a problem" });
    await summary.getByRole("link", { name: /auditor and the moderator/ }).click();
    assert.ok(await hasFocus(page.getByLabel("Auditor", { exact: true })));
    await page.getByLabel("Moderator", { exact: true }).selectOption({ label: "Mo Moderator" });
    await story.look(cora, "new");
    await page.getByRole("button", { name: "Make the panel" }).click();
    await page.getByRole("heading", { level: 2, name: "Links to send" }).waitFor();
    await page.getByText("Ann Auditor audits", { exact: false }).waitFor();
    links = await coordinator.links();
    await story.look(cora, "panel");
  });

  await story.step("the form has the other words", async () => {
    const ann = new Assessor(await story.arrive("ann"));
    await ann.come(links["Ann Auditor"]);
    const face = shipped.find(({ id }) => id === "essex-light-touch").scales[0].faces[0];
    await ann.page.locator("label", { hasText: face.words[0] }).waitFor();
    await story.look(ann.person, "other-words");
  });

  await story.conclude();
});
