// The room comes in parts: what is needed to read and to score first, the rest when it is wanted or when the line is quiet.
// Once it was open, no part may be missing, whatever becomes of the connection; and a part that does not come says so.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makePanel, person, setUp } from "./support/api.mjs";
import { Mouse } from "./support/hands.mjs";
import { Chair, Member } from "./support/room.mjs";
import { Story } from "./support/story.mjs";

const GOOD = "2 Good";

/** Waits until this page has fetched every module that its program has. */
async function isWhole({ page }) {
  const loader = await page.locator("link[rel=modulepreload][href*=later]").getAttribute("href");
  const script = await (await fetch(new URL(loader, page.url()))).text();
  const modules = [...script.matchAll(/"\.\/([^"]+\.wasm)"/g)].map(([, name]) => name);
  assert.ok(modules.length > 3, `the program has parts that come later: ${modules}`);
  // What only the screen shows is of no use in the room.
  const wanted = modules.filter((name) => !/-screen-/.test(name) && !/-chunk_/.test(name));
  const areHere = (names) => {
    const fetched = performance.getEntriesByType("resource").filter(({ responseEnd }) => responseEnd > 0);
    return names.every((name) => fetched.some((entry) => entry.name.endsWith(name)));
  };
  await page.waitForFunction(areHere, wanted);
}

test("a room that was open once is whole without a connection", async (t) => {
  const story = await Story.begin(t, "later");
  const { server } = story;
  const people = [person("Ama Chair", "send-service"), person("Ben Health", "health")];
  const { links } = await makePanel(server, await setUp(server), people);
  const ama = new Chair(await story.arrive("ama"), Mouse);
  const ben = new Member(await story.arrive("ben"), Mouse);

  await story.step("one section is revealed, and the others are being scored", async () => {
    await ama.come(links[0].url);
    await ben.come(links[1].url);
    await ama.next("Open all 12 sections for scoring");
    for (const member of [ben, ama]) {
      await member.score("A", GOOD, "Why in A.");
      await member.ready();
    }
    await ama.next("Reveal section A");
    await ben.sees("A", "Revealed: all the same");
  });

  await story.step("a page that shows nothing but a ballot fetches the rest by itself", async () => {
    await ben.goTo("B");
    await ben.page.reload();
    await ben.inTheRoom();
    await ben.ballot.waitFor();
    await isWhole(ben);
  });

  await story.step("without a connection every page of the room is there", async () => {
    for (const member of [ama, ben]) {
      member.person.expectComplaints(/WebSocket|ERR_CONNECTION_REFUSED|Failed to fetch/);
    }
    await server.kill();
    await ben.line(/Offline/);
    await ben.goTo("A");
    await ben.page.getByRole("heading", { level: 3, name: "Scores" }).waitFor();
    await ben.page.getByText("Why in A.").first().waitFor();
    for (const name of ["Views on the plan", "Themes and actions"]) await ben.goToPage(name);
    await ben.goToPage("Check and sign", /^Check before signing/);
    await story.look(ben.person, "without-a-connection");
  });

  await story.conclude();
});

test("a part that does not come says so, and is asked for again", async (t) => {
  const story = await Story.begin(t, "part");
  const { server } = story;
  const people = [person("Ama Chair", "send-service"), person("Ben Health", "health")];
  const { links } = await makePanel(server, await setUp(server), people);
  const ben = new Member(await story.arrive("ben"), Mouse);
  const parts = "**/assets/room-closing-*.wasm";
  ben.person.expectComplaints(/Failed to fetch|ERR_FAILED/);

  await story.step("the page says what it could not fetch", async () => {
    await ben.page.route(parts, (route) => route.abort());
    await ben.come(links[1].url);
    await ben.hand.press((await ben.list()).getByRole("link", { name: "Themes and actions", exact: true }));
    await ben.page.getByText("This page could not fetch themes and actions").first().waitFor();
    await story.look(ben.person, "not-here");
  });

  await story.step("it is there when it is asked for again", async () => {
    await ben.page.unroute(parts);
    await ben.hand.press(ben.page.getByRole("main").getByRole("button", { name: "Try again" }).first());
    await ben.page.getByRole("main").getByRole("heading", { level: 2, name: "Themes and actions" }).waitFor();
  });

  await story.conclude();
});
