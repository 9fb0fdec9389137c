// A review that is open from the beginning: everyone sees each score as it is chosen, and the page says so wherever it
// would otherwise promise privacy. And one person with two devices, who is one person.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person, setUp } from "./support/api.mjs";
import { PHONE } from "./support/browser.mjs";
import { Finger, Mouse } from "./support/hands.mjs";
import { Chair, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

test("in an open review everyone sees each score as it is chosen", async (t) => {
  const story = await Story.begin(t, "open");
  const { server } = story;
  const people = [person("Ama Chair", "send-service"), person("Ben Health", "health")];
  const { links } = await makePanel(server, await setUp(server), people, { visibility: "open", naming: "names" });
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben"), Mouse);
  const phone = new Member(await story.arrive("phone", PHONE), Finger);
  const ballotOf = (member) => member.page.getByRole("region", { name: "Your score: everyone sees it as you choose" });
  const choose = (member, mark) => member.hand.choose(ballotOf(member).getByRole("group", { name: "Your score" }), mark);

  await story.step("whoever comes is told that scores are open", async () => {
    await ama.come(links[0].url, () => ama.told("In this meeting scores are open.").waitFor());
    await ben.come(links[1].url);
    await phone.come(links[1].url);
    await ama.page.getByRole("heading", { name: "In the room (2 of 2)" }).waitFor();
  });

  await story.step("a score is seen as soon as it is chosen", async () => {
    await ama.next("Open all 12 sections for scoring");
    await choose(ben, "3 Requires improvement");
    const table = ama.page.getByRole("table", { name: "Scores as they stand" });
    await table.getByRole("row", { name: /Ben Health.*3 Requires improvement/ }).waitFor();
    await story.look(ama.person, "scores-as-they-stand");
    assert.ok(!/private/i.test(await ballotOf(ama).innerText()), "nothing promises privacy");
  });

  await story.step("two devices of one person have one ballot", async () => {
    await ballotOf(phone).getByRole("radio", { name: "3 Requires improvement", checked: true }).waitFor();
    await choose(phone, "2 Good");
    await ballotOf(ben).getByRole("radio", { name: "2 Good", checked: true }).waitFor();
    const table = ama.page.getByRole("table", { name: "Scores as they stand" });
    await table.getByRole("row", { name: /Ben Health.*2 Good/ }).waitFor();
    assert.equal(await table.getByRole("row", { name: /Ben Health/ }).count(), 1);
    await story.look(phone.person, "second-device-phone");
  });

  await story.conclude();
});
