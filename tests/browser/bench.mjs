// What the room is made of, file by file, and how long it takes from following a link into the room until the room can be
// used: sections listed, own ballot ready to be marked, connection open and everything saved. `cargo xtask bench` runs it;
// alone: `node bench.mjs [RUNS]`.

import { get } from "node:http";
import { parseArgs } from "node:util";

import { join, makePanel, person, setUp } from "./support/api.mjs";
import { launch, WIDE } from "./support/browser.mjs";
import { Server } from "./support/rig.mjs";
import { within } from "./support/wait.mjs";

/** The lines over which the room is fetched. Speeds are in bytes a second, delays in milliseconds there and back. */
const VISITS = [
  { name: "first visit, this machine", cached: false },
  { name: "first visit, 10 Mbit/s and 50 ms", cached: false, bytes: 1_250_000, delay: 50 },
  { name: "first visit, 3 Mbit/s and 100 ms", cached: false, bytes: 375_000, delay: 100 },
  { name: "second visit, this machine", cached: true },
];

/** Runs in the page before anything else: notes when the room is first usable. */
function noteWhenUsable() {
  const usable = () => {
    const ballot = document.querySelector("main input[type=radio]");
    const saved = [...document.querySelectorAll("p")].some((line) => /All changes saved/.test(line.textContent));
    return Boolean(ballot && saved);
  };
  const look = () => {
    if (!globalThis.usableAfterMs && usable()) {
      // What is in the page now is on the screen after the next frame.
      requestAnimationFrame(() => (globalThis.usableAfterMs ??= performance.now()));
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

/** One visit: milliseconds until usable, and bytes over the line. */
async function visit(browser, server, seat, { cached, bytes, delay = 0 }) {
  const context = await browser.newContext({ viewport: WIDE });
  try {
    const [name, value] = seat.cookie.split("=");
    await context.addCookies([{ name, value, url: server.url }]);
    await context.addInitScript(noteWhenUsable);
    const room = `${server.url}/room/${seat.id}`;
    if (cached) {
      const before = await context.newPage();
      await arrive(before, room);
      await before.close();
    }
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send("Network.enable");
    const throughput = bytes ?? -1;
    const conditions = { offline: false, latency: delay, downloadThroughput: throughput, uploadThroughput: throughput };
    await line.send("Network.emulateNetworkConditions", conditions);
    let received = 0;
    line.on("Network.loadingFinished", ({ encodedDataLength }) => (received += encodedDataLength));
    return { ms: await arrive(page, room), bytes: received };
  } finally {
    await context.close();
  }
}

async function arrive(page, room) {
  await page.goto(room);
  const usable = page.waitForFunction(() => globalThis.usableAfterMs);
  return (await within(usable, "the room is usable")).jsonValue();
}

/** A section that is open for scoring, so that there is a ballot to wait for. */
async function openSection(server, seat, browser) {
  const context = await browser.newContext({ viewport: WIDE });
  const [name, value] = seat.cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  await page.goto(`${server.url}/room/${seat.id}`);
  await page.getByRole("button", { name: /^Open all \d+ sections for scoring$/ }).click();
  await page.getByRole("group", { name: "Your score" }).waitFor();
  await context.close();
}

/** The bytes of a file as a browser gets it that takes this encoding. */
function bytesOf(url, encoding) {
  return new Promise((resolve, reject) => {
    const answer = (response) => {
      let bytes = 0;
      response.on("data", (piece) => (bytes += piece.length)).on("end", () => resolve(bytes)).on("error", reject);
    };
    get(url, { headers: { "accept-encoding": encoding } }, answer).on("error", reject);
  });
}

const textOf = async (url) => (await fetch(url)).text();

/** Prints the files that the room loads, those of the first chunk before those that come later. */
async function printFiles(server, seat) {
  const page = `/room/${seat.id}`;
  const names = [...(await textOf(server.url + page)).matchAll(/"(\/assets\/[^"]+)"/g)].map(([, name]) => name);
  const first = [page, ...new Set(names)];
  const scripts = await Promise.all(first.filter((name) => name.endsWith(".js")).map((name) => textOf(server.url + name)));
  const modules = scripts.flatMap((script) => [...script.matchAll(/"\.\/([^"]+\.wasm)"/g)]);
  const later = [...new Set(modules.map(([, name]) => `/assets/${name}`))].filter((name) => !first.includes(name));
  console.log("what the room loads, bytes as they are and with brotli");
  const row = (raw, brotli, name) => console.log(`  ${String(raw).padStart(9)} ${String(brotli).padStart(8)}  ${name}`);
  for (const [words, files] of Object.entries({ "the first chunk": first, "what comes later": later })) {
    const sums = [0, 0];
    for (const name of files) {
      const sizes = await Promise.all(["identity", "br"].map((encoding) => bytesOf(server.url + name, encoding)));
      sizes.forEach((bytes, place) => (sums[place] += bytes));
      row(...sizes, name === page ? "the page" : name);
    }
    row(...sums, `${words}, in all`);
  }
}

const nearest = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

const { positionals } = parseArgs({ allowPositionals: true });
const runs = Number.parseInt(positionals[0] ?? "15", 10);
const server = await Server.start();
const browser = await launch();
try {
  const people = ["Ama Chair", "Ben Health", "Cat Parent"].map((name) => person(name, "health"));
  const { links } = await makePanel(server, await setUp(server), people);
  const [chair, member] = await Promise.all(links.map(({ url }) => join(server, url)));
  await printFiles(server, member);
  await openSection(server, chair, browser);
  console.log(`from navigation to a usable room, headless Chromium, ${runs} runs of each`);
  for (const kind of VISITS) {
    const seen = [];
    for (let run = 0; run < runs; run += 1) seen.push(await visit(browser, server, member, kind));
    const sorted = seen.map(({ ms }) => ms).sort((a, b) => a - b);
    const ms = (share) => `${Math.round(nearest(sorted, share))} ms`;
    const kilobytes = Math.round(nearest(seen.map(({ bytes }) => bytes).sort((a, b) => a - b), 0.5) / 1000);
    console.log(`  ${kind.name}: median ${ms(0.5)}, p95 ${ms(0.95)}; ${kilobytes} kB received`);
  }
} finally {
  await browser.close();
  await server.stop();
}
