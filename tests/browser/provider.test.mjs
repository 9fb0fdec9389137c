// Clients that other people wrote connect unchanged: both major versions of the Hocuspocus provider, with yjs, against
// the real program.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import * as provider3 from "provider-3";
import * as provider4 from "provider-4";
import * as Y from "yjs";

import { join, makePanel, person, setUp } from "./support/api.mjs";
import { content, Device, docUntil, next, saved } from "./support/providers.mjs";
import { Random, seedOf } from "./support/random.mjs";
import { Server } from "./support/rig.mjs";
import { until, within } from "./support/wait.mjs";

/** Everybody who sits at the table of these tests. */
const PEOPLE = [
  person("Ama Chair", "send-service"),
  person("Ben Health", "health"),
  person("Cat Parent", "parent-carer-forum"),
];

/** A fresh panel with everyone joined, and what the tests call its parts. */
async function table(server, cookie) {
  const { panel, links } = await makePanel(server, cookie, PEOPLE);
  const [chair, health, parent] = await Promise.all(links.map(({ url }) => join(server, url)));
  return { panel, review: panel.agenda[0].id, chair, health, parent };
}

for (const [version, module] of Object.entries({ 3: provider3, 4: provider4 })) {
  describe(`@hocuspocus/provider ${version}`, { concurrency: false }, () => {
    let server, cookie;
    const devices = [];
    const device = (seat) => {
      const made = new Device(module, server, seat);
      devices.push(made);
      return made;
    };
    before(async () => {
      server = await Server.start();
      cookie = await setUp(server);
    });
    after(async () => {
      devices.forEach((each) => each.close());
      await server?.stop();
    });

    test("two people write the same notes", async () => {
      const { review, chair, health } = await table(server, cookie);
      const notes = `r/${review}/notes`;
      const [a, b] = await Promise.all([device(chair).opened(notes), device(health).opened(notes)]);
      assert.equal(a.authorizedScope, "read-write");
      a.document.getText("strengths/A").insert(0, "The child speaks in it. ");
      b.document.getText("areas/A").insert(0, "No dates.");
      b.document.getMap("items").set("theme1/kind", "theme");
      const whole = (doc) => content(doc).items.length === 1 && content(doc).texts.every(([, text]) => text);
      await Promise.all([a, b].map((each) => docUntil(each.document, whole, "the other's words arrive")));
      await Promise.all([a, b].map(saved));
      assert.deepEqual(content(a.document), content(b.document));
    });

    test("what is not yet acknowledged counts as unsaved, and what is acknowledged outlives a power cut", async () => {
      const { review, chair } = await table(server, cookie);
      const notes = `r/${review}/notes`;
      const writer = await device(chair).opened(notes);
      const counts = [];
      writer.on("unsyncedChanges", ({ number }) => counts.push(number));
      writer.document.getText("strengths/A").insert(0, "One.");
      writer.document.getText("strengths/A").insert(4, " Two.");
      assert.deepEqual(counts, [1, 2], "nothing counts as saved before the server has said so");
      await saved(writer);
      assert.deepEqual(counts, [1, 2, 1, 0], "each change is acknowledged exactly once");
      const back = next(writer, "synced");
      await server.kill();
      await server.startAgain();
      await back;
      const fresh = await device(chair).opened(notes);
      assert.equal(fresh.document.getText("strengths/A").toString(), "One. Two.");
    });

    test("what was lost on the way is brought again, whatever was written since", async () => {
      const { review, chair } = await table(server, cookie);
      const notes = `r/${review}/notes`;
      const writer = await device(chair).opened(notes);
      const [gone, back] = ["disconnect", "synced"].map((event) => next(writer, event));
      const killed = server.kill();
      // The socket does not know yet that nobody hears this.
      writer.document.getText("strengths/A").insert(0, "Lost.");
      await Promise.all([killed, gone]);
      writer.document.getText("strengths/A").insert(5, " Queued.");
      await server.startAgain();
      await back;
      await saved(writer);
      const fresh = await device(chair).opened(notes);
      assert.equal(fresh.document.getText("strengths/A").toString(), "Lost. Queued.");
    });

    test("who may only read is told so, and their edit reaches nobody", async () => {
      const { review, chair, health } = await table(server, cookie);
      const record = `r/${review}/record`;
      const scribe = await device(chair).opened(record);
      const reader = await device(health).opened(record);
      assert.equal(scribe.authorizedScope, "read-write");
      assert.equal(reader.authorizedScope, "readonly");
      scribe.document.getText("reason/A").insert(0, "Agreed.");
      await docUntil(reader.document, (doc) => doc.getText("reason/A").toString() === "Agreed.", "a reader reads");
      const closed = next(reader, "close");
      reader.document.getText("reason/A").insert(0, "Not ");
      await closed;
      assert.ok(reader.hasUnsyncedChanges, "a refused edit must never look saved");
      // What the scribe writes afterwards comes behind anything that the reader's edit could have caused.
      scribe.document.getText("reason/A").insert(7, " By all.");
      await saved(scribe);
      const fresh = await device(health).opened(record);
      assert.equal(fresh.document.getText("reason/A").toString(), "Agreed. By all.");
      assert.equal(scribe.document.getText("reason/A").toString(), "Agreed. By all.");
    });

    test("nobody opens another's ballot, whoever they are and whether or not it exists", async () => {
      const { review, chair, health, parent } = await table(server, cookie);
      const own = await device(health).opened(`r/${review}/ballot/${health.id}`);
      own.document.getMap("marks").set("A@1", 2);
      await saved(own);
      const reasons = [];
      for (const [seat, name] of [
        [chair, `r/${review}/ballot/${health.id}`],
        [parent, `r/${review}/ballot/${health.id}`],
        [parent, `r/${review}/ballot/nobody`],
        [parent, "r/nothing/notes"],
      ]) {
        const refused = device(seat).open(name);
        const { reason } = await next(refused, "authenticationFailed");
        reasons.push(reason);
        assert.ok(!refused.synced);
        assert.equal(refused.document.getMap("marks").size, 0);
      }
      assert.equal(new Set(reasons).size, 1, "the reason must not tell what exists");
    });

    test("a refusal leaves the other documents of the socket alone", async () => {
      const { review, chair, health } = await table(server, cookie);
      const one = device(chair);
      const notes = await one.opened(`r/${review}/notes`);
      const refused = one.open(`r/${review}/ballot/${health.id}`);
      await next(refused, "authenticationFailed");
      notes.document.getText("strengths/A").insert(0, "Still here.");
      await saved(notes);
      const fresh = await device(health).opened(`r/${review}/notes`);
      assert.equal(fresh.document.getText("strengths/A").toString(), "Still here.");
    });

    test("what two people wrote while the server was away is there when it comes back", async () => {
      const { review, chair, health } = await table(server, cookie);
      const notes = `r/${review}/notes`;
      const [a, b] = await Promise.all([device(chair).opened(notes), device(health).opened(notes)]);
      a.document.getText("strengths/A").insert(0, "Before.");
      await saved(a);
      const gone = Promise.all([a, b].map((each) => next(each, "disconnect")));
      await server.halt();
      await gone;
      a.document.getText("strengths/A").insert(7, " By a.");
      b.document.getText("areas/A").insert(0, "By b.");
      assert.ok(a.hasUnsyncedChanges && b.hasUnsyncedChanges);
      const back = Promise.all([a, b].map((each) => next(each, "synced")));
      await server.startAgain();
      await back;
      const both = (doc) => /Before. By a.By b./.test(content(doc).texts.map(([, text]) => text).join(""));
      await Promise.all([a, b].map((each) => docUntil(each.document, both, "both sides' words are there")));
      await Promise.all([a, b].map(saved));
      const fresh = await device(chair).opened(notes);
      assert.deepEqual(content(fresh.document), content(a.document));
      assert.deepEqual(content(fresh.document), content(b.document));
    });

    test("awareness names whom the server knows, not whom the client claims to be", async () => {
      const { panel, chair, health } = await table(server, cookie);
      const room = `p/${panel.id}`;
      // The room has no text: it is open when the server says so.
      const open = async (seat) => {
        const provider = device(seat).open(room);
        await next(provider, "authenticated");
        return provider;
      };
      const [a, b] = [await open(chair), await open(health)];
      a.setAwarenessField("who", health.id);
      a.setAwarenessField("section", "A");
      const others = () => b.awareness.getStates().get(a.document.clientID);
      await until(() => others()?.section === "A", "the chair's place arrives", [[b.awareness, "update"]]);
      assert.equal(others().who, chair.id);
    });

    test("commands and the stage travel in stateless messages", async () => {
      const { panel, review, chair } = await table(server, cookie);
      const heard = [];
      const provider = device(chair).open(`p/${panel.id}`);
      provider.on("stateless", ({ payload }) => heard.push(JSON.parse(payload)));
      const said = (say) => heard.findLast((message) => say in message)?.[say];
      await until(() => said("welcome") && said("stage"), "welcome and stage", [[provider, "stateless"]]);
      assert.equal(said("welcome").you, chair.id);
      const command = { do: "open", review, sections: ["A"] };
      const envelope = { op: "aaaaaaaaaaaaaaaa", seen: said("stage").stage.version, command };
      provider.sendStateless(JSON.stringify({ command: { envelope } }));
      await until(() => said("answer"), "an answer", [[provider, "stateless"]]);
      assert.equal(Object.keys(said("answer").outcome)[0], "done", JSON.stringify(said("answer")));
      const phase = () => said("stage").stage.reviews[0].sections.find(({ id }) => id === "A").phase;
      await until(() => phase() === "scoring", "the section opens", [[provider, "stateless"]]);
    });

    test("yjs and the server's library agree on random histories", async (t) => {
      const { review, chair, health, parent } = await table(server, cookie);
      const notes = `r/${review}/notes`;
      const seed = seedOf("ACCORD_SEED");
      t.diagnostic(`ACCORD_SEED=${seed} replays these edits`);
      const random = new Random(seed);
      const machines = [chair, health, parent, parent].map(device);
      const writers = await Promise.all(machines.map((machine) => machine.opened(notes)));
      for (let round = 0; round < 12; round += 1) {
        // Somebody writes without a connection in every round, so that whole branches meet and not single edits.
        const away = random.below(machines.length);
        await machines[away].offline();
        for (let edit = 0; edit < 40; edit += 1) {
          randomEdit(random, random.pick(writers).document);
          // The network gets its turn at random places between edits.
          if (random.below(4) === 0) await new Promise(setImmediate);
        }
        await within(machines[away].online(), "the connection comes back");
        await Promise.all(writers.map(saved));
      }
      const fresh = await device(chair).opened(notes);
      const vector = (doc) => [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
      for (const writer of writers) {
        const same = () => Y.equalSnapshots(Y.snapshot(writer.document), Y.snapshot(fresh.document));
        const sources = [writer, fresh].map(({ document }) => [document, "update"]);
        await until(same, `the documents become equal (ACCORD_SEED=${seed})`, sources);
        assert.deepEqual(content(writer.document), content(fresh.document), `ACCORD_SEED=${seed}`);
        assert.deepEqual(vector(writer.document), vector(fresh.document), `ACCORD_SEED=${seed}`);
      }
      assert.ok(content(fresh.document).items.length > 0, "the edits have left something to compare");
    });
  });
}

/** One edit of the kind that people make in notes: words put in or taken out, a field of an item set or cleared. */
function randomEdit(random, doc) {
  const text = doc.getText(random.pick(["strengths/A", "areas/A"]));
  const items = doc.getMap("items");
  const key = `item${random.below(4)}/${random.pick(["kind", "owner", "due", "order"])}`;
  // No edit begins or ends inside a surrogate pair: browsers never cut a character in two.
  const places = [0];
  for (const character of text.toString()) places.push(places.at(-1) + character.length);
  switch (random.below(5)) {
    case 0:
    case 1:
      return text.insert(random.pick(places), random.pick(["need ", "plan", "é", "👩‍👧 ", "\n", "outcomes, "]));
    case 2: {
      const from = random.below(places.length);
      const to = Math.min(from + random.below(12), places.length - 1);
      return text.delete(places[from], places[to] - places[from]);
    }
    case 3:
      return items.set(key, random.pick(["theme", "Health", 3, true]));
    default:
      return items.delete(key);
  }
}
