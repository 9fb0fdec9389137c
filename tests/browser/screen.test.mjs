// The room screen through a whole meeting, with thirteen and with twenty-five people: everything is on one screen at every
// moment, it is where the chair is, and it names nobody.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { setUp } from "./support/api.mjs";
import { faults } from "./support/axe.mjs";
import { launch } from "./support/browser.mjs";
import { DISSENT, ITEMS } from "./support/essex.mjs";
import { shipped, targets } from "./support/form.mjs";
import { crowd, Meeting } from "./support/meeting.mjs";
import { Server } from "./support/rig.mjs";
import { RoomScreen } from "./support/screen.mjs";

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

/** The most divided section; what each person gives it: every grade, "n/a", "would rather not", and nothing. */
const DIVIDED = "I";
const EVERYTHING = [1, 2, 3, 4, "na", "abstain", undefined, 3, 2];

/** The marks of a person: one section divides everybody, one nobody. */
const marksOf = (sections) => (place) => {
  const mark = (section, at) => (section === DIVIDED ? EVERYTHING[place % EVERYTHING.length] : section === "A" ? 2 : 1 + ((place * at) % 3));
  const given = sections.map((section, at) => [section, mark(section, at)]).filter(([, mark]) => mark !== undefined);
  return Object.fromEntries(given);
};

/** More actions than a screen has room for, some of them long. */
const MANY = Array.from({ length: 4 }, () => ITEMS).flat();

for (const people of [13, 25]) {
  test(`${people} people: one screen from the first arrival to the closed record`, async (t) => {
    const title = `Countywide quality assurance of education, health and care plans, ${people} people, autumn term`;
    const meeting = await Meeting.invite(t, server, cookie, crowd(people), { title });
    const screen = await RoomScreen.open(t, server, browser, meeting, `screen-${people}`);
    const readable = (state) => screen.isReadable(`screen-${people}-${state}`);
    const sound = async (state) => {
      await readable(state);
      assert.deepEqual(await faults(screen.page), [], state);
      await screen.page.setViewportSize({ width: 1280, height: 720 });
    };
    const code = screen.page.getByRole("complementary", { name: "How to join" });

    await screen.says(`In the room: 0 of ${people}`);
    await code.waitFor();
    await readable("empty");

    await meeting.come(Math.ceil(people / 2));
    await screen.says(`In the room: ${Math.ceil(people / 2)} of ${people}`);
    meeting.chair.looksAt("A");
    await screen.isAt(/^A Views/);
    await sound("reading");

    const sections = meeting.sections.filter((section) => section !== "overall");
    await meeting.open(sections);
    await meeting.chair.command({ do: "set-timer", review: null, minutes: 20 });
    await screen.says("Scored in private");
    await code.waitFor();
    await readable("scoring-while-people-come");

    await meeting.come();
    await screen.says(`In the room: ${people} of ${people}`);
    await code.waitFor({ state: "hidden" });
    await meeting.score(marksOf(sections));
    meeting.chair.looksAt(DIVIDED);
    await screen.isAt("I Placement");
    await screen.says(`0 of ${people} ready`);
    await meeting.ready(DIVIDED, meeting.people.slice(0, -2));
    await screen.says(`${people - 2} of ${people} ready`);
    await sound("scoring");

    await meeting.reveal(sections);
    await screen.says(/^Needs reconciling: scores range from Outstanding to Inadequate/);
    await sound("divided");
    meeting.chair.looksAt("A");
    await screen.says(/^Everyone who scored said Good/);
    await readable("same");
    meeting.chair.looksAt(null);
    await screen.page.getByRole("table", { name: /^All sections by grade/ }).waitFor();
    await sound("board");

    meeting.chair.looksAt(DIVIDED);
    await meeting.propose(DIVIDED, { [DIVIDED]: 3 });
    await screen.says("The chair proposes: 3 Requires improvement");
    await meeting.respond(DIVIDED, (place) => [{ answer: "dissent", reason: DISSENT.E }, { answer: "can-live-with-it" }][place]);
    await screen.says("1 dissents");
    await readable("proposed");
    assert.ok(!(await screen.page.content()).includes(DISSENT.E), "a reason is for the panel's own screens");
    await meeting.settle(DIVIDED);
    await screen.says("Agreed: 3 Requires improvement");
    await readable("agreed");

    await meeting.acceptSame();
    for (const section of sections.filter((id) => meeting.chair.section(id).phase === "revealed")) {
      await meeting.propose(section, { [section]: 2 });
      await meeting.chair.command({ do: "settle", section, without: "We ran out of time." });
    }
    meeting.chair.looksAt(null);
    await screen.says(/^✓? ?Agreed: 2 Good/);
    await readable("board-agreed");
    await meeting.open(["overall"]);
    meeting.chair.looksAt("overall");
    await screen.isAt("Overall quality of the plan");
    await readable("overall");
    await meeting.score(() => ({ overall: 2 }));
    await meeting.reveal(["overall"]);
    await meeting.acceptSame();
    await screen.says("Agreed: 2 Good");

    meeting.chair.looksAt(null);
    await screen.says("No action is in the record yet.");
    await readable("closing-empty");
    await meeting.keep(MANY);
    await screen.says(/^And \d+ more actions in the record\.$/);
    await sound("closing");
    await meeting.openSigning();
    await screen.says(/The record is being signed: 0 of \d+ agencies so far\./);
    await readable("signing");
    await meeting.sign();
    await meeting.close();
    await screen.says("The record is closed. Thank you.");
    await readable("closed");
    screen.isQuiet();
  });
}

for (const id of ["warrington", "bradford-quality-form", "weighted-audit-plan", "essex-advice", "essex-light-touch"]) {
  test(`${id}: whatever the scale, the scores are on one screen`, async (t) => {
    const framework = shipped.find((one) => one.id === id);
    const meeting = await Meeting.invite(t, server, cookie, crowd(13), { framework: id });
    const screen = await RoomScreen.open(t, server, browser, meeting, id);
    await meeting.come(12);
    await meeting.open(meeting.sections);
    const given = targets(framework);
    await meeting.score((place) =>
      Object.fromEntries(given.map(({ id: target, values }, row) => [target, values[(place * (row % 3)) % values.length]])),
    );
    await meeting.reveal(meeting.sections);
    for (const section of framework.sections) {
      meeting.chair.looksAt(section.id);
      await screen.isAt(new RegExp(section.title.slice(0, 20).replace(/[()?]/g, "\\$&")));
      await screen.isReadable(`screen-${id}-${section.id}`);
    }
    meeting.chair.looksAt(null);
    await screen.page.getByRole("table", { name: /^All sections by grade/ }).waitFor();
    await screen.isReadable(`screen-${id}-board`);
    screen.isQuiet();
  });
}
