// The record on paper: a real PDF from a real meeting. The first page is what a board reads, no row is torn, every page
// says which it is, and four people and thirteen sections take five pages at most.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { join, makePanel, person, setUp } from "./support/api.mjs";
import { Assessor } from "./support/assessor.mjs";
import { faults } from "./support/axe.mjs";
import { launch, Person } from "./support/browser.mjs";
import { DISSENT, FOUR, holdMeeting, ITEMS } from "./support/essex.mjs";
import { shipped, someMarks } from "./support/form.mjs";
import { crowd, Meeting } from "./support/meeting.mjs";
import { letters, sheets, tornRows } from "./support/pdf.mjs";
import { Server } from "./support/rig.mjs";

/** As many sheets as four people and thirteen sections may take. */
const SHEETS_MAX = 5;

let server, browser, cookie;
before(async () => {
  server = await Server.start();
  browser = await launch();
  cookie = await setUp(server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Somebody opens the record of a seat's first plan. */
async function reader(name, link, review) {
  const visitor = await Person.arrive(browser, name);
  const seat = await join(server, link);
  const [key, value] = seat.cookie.split("=");
  await visitor.page.context().addCookies([{ name: key, value, url: server.url }]);
  await visitor.goto(`${server.url}/room/${seat.id}/record/${review}`);
  await visitor.page.getByRole("heading", { level: 1, name: "Record of plan EX-0142" }).waitFor();
  return visitor;
}

/** Every sheet says which it is; all but the first say of which record; and no row is torn. */
async function isSound(visitor, texts, which) {
  for (const [place, text] of texts.entries()) {
    assert.ok(text.includes(`Page ${place + 1} of ${texts.length}`), `page ${place + 1} has its number`);
    assert.equal(letters(text).includes(letters(which)), place > 0, `page ${place + 1} says which record it is of`);
  }
  assert.deepEqual(await tornRows(visitor.page, texts), []);
  assert.deepEqual(visitor.complaints, []);
}

const has = (text, words) => assert.ok(letters(text).includes(letters(words)), `“${words}” is on the page`);
const hasNot = (text, words) => assert.ok(!letters(text).includes(letters(words)), `“${words}” is not on the page`);

test("four people and thirteen sections take five pages, and a board reads the first", async (t) => {
  const meeting = await Meeting.invite(t, server, cookie, FOUR);
  await holdMeeting(meeting);
  await meeting.openSigning();
  await meeting.sign({ "parent-carer-forum": { answer: "reservation", text: "Ask families before the draft, not after it." } });
  await meeting.close();
  const visitor = await reader("board", meeting.links[FOUR[0].name], meeting.panel.agenda[0].id);
  assert.deepEqual(await faults(visitor.page), []);
  await visitor.shot("record-four");
  const texts = await sheets(visitor.page, "record-four");
  await isSound(visitor, texts, "Record of plan EX-0142, version 1: Countywide QA, autumn");
  assert.ok(texts.length <= SHEETS_MAX, `${texts.length} pages`);

  const [first, ...rest] = texts;
  for (const words of ["Record of plan EX-0142", "Essex: full quality assurance", "Overall quality of the plan", "2 Good"]) has(first, words);
  for (const title of ["A Views, interests and aspirations", "H1 Social care provision under 18", "K Advice and information"]) has(first, title);
  for (const words of [...Object.values(DISSENT), "Ask families before the draft, not after it."]) has(first, words);
  for (const { about, action } of ITEMS) [about, action].filter(Boolean).forEach((words) => has(first, words));
  has(first, "Nothing is missing from this record.");
  const behind = rest.join(" ");
  for (const words of ["Signatures", "How to check this record", "Attendance", "Hours of speech and language therapy"]) has(behind, words);
});

test("what is missing is one line on the first page, and a list at the end", async (t) => {
  const meeting = await Meeting.invite(t, server, cookie, FOUR);
  await meeting.come();
  const visitor = await reader("draft", meeting.links[FOUR[0].name], meeting.panel.agenda[0].id);
  const texts = await sheets(visitor.page, "record-draft");
  await isSound(visitor, texts, "Record of plan EX-0142, draft: Countywide QA, autumn");
  has(texts[0], "14 things are missing: they are listed at the end.");
  hasNot(texts[0], "Section A has no agreed judgement.");
  has(texts.at(-1), "Section A has no agreed judgement.");
  await visitor.page.getByRole("link", { name: "they are listed at the end" }).click();
  await visitor.page.getByRole("heading", { name: "What is missing" }).waitFor();
  await visitor.shot("record-draft");
});

test("a panel of thirteen, named, prints as well", async (t) => {
  const people = crowd(13);
  const meeting = await Meeting.invite(t, server, cookie, people, { naming: "names" });
  await holdMeeting(meeting);
  await meeting.openSigning();
  await meeting.sign();
  await meeting.close();
  const visitor = await reader("thirteen", meeting.links[people[0].name], meeting.panel.agenda[0].id);
  const texts = await sheets(visitor.page, "record-thirteen");
  await isSound(visitor, texts, "Record of plan EX-0142, version 1");
  has(texts.slice(1).join(" "), `${people[5].name} (`);
});

for (const framework of shipped.filter(({ id }) => ["bradford-quality-form", "weighted-audit-plan"].includes(id))) {
  test(`${framework.id}: the record of one assessor, and of an auditor with a moderator`, async (t) => {
    const two = [person("Ann Auditor", "send-service"), person("Mo Moderator", "health")];
    const marks = someMarks(framework);
    const alone = await makePanel(server, cookie, two.slice(0, 1), {
      framework: framework.id,
      way: { by: "alone", assessor: 0 },
    });
    const demanding = Object.fromEntries(Object.keys(marks).map((target) => [target, "Because of what is written there."]));
    const fill = async (link) => {
      const assessor = await Assessor.sit(t, server, await join(server, link));
      await assessor.mark(marks);
      await assessor.comment(demanding);
      await assessor.handIn();
      return assessor;
    };
    await fill(alone.links[0].url);
    const visitor = await reader(`${framework.id}-alone`, alone.links[0].url, alone.panel.agenda[0].id);
    const texts = await sheets(visitor.page, `record-${framework.id}-alone`);
    await isSound(visitor, texts, "Record of plan EX-0142, version 1");

    const both = await makePanel(server, cookie, two, {
      framework: framework.id,
      way: { by: "moderated", auditor: 0, moderator: 1, sees_audit: false, changes_grade: false },
    });
    await fill(both.links[0].url);
    const moderator = await fill(both.links[1].url);
    await moderator.finish();
    const reads = await reader(`${framework.id}-moderated`, both.links[1].url, both.panel.agenda[0].id);
    await isSound(reads, await sheets(reads.page, `record-${framework.id}-moderated`), "Record of plan EX-0142, version 1");
    has((await sheets(reads.page, `record-${framework.id}-moderated`))[0], "Moderation");
  });
}
