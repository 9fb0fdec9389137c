// A story: steps that each go on from where the one before ended. After a step that failed the rest is not told.

import assert from "node:assert/strict";

import { faults } from "./axe.mjs";
import { launch, Person } from "./browser.mjs";
import { Server } from "./rig.mjs";

export class Story {
  server;
  #name;
  #test;
  #browser;
  #people = [];
  /** Each fault, and where it was found. */
  #faults = new Map();

  /** Starts a server and a browser, which end with the test. `name` is the first part of the pictures' names. */
  static async begin(test, name, server = {}) {
    const story = new Story();
    story.#test = test;
    story.#name = name;
    test.after(() => story.#end());
    story.server = await Server.start(server);
    story.#browser = await launch();
    return story;
  }

  /** Tells one step. */
  async step(name, run) {
    let failed = false;
    await this.#test.test(name, async (step) => {
      try {
        await run(step);
      } catch (error) {
        failed = true;
        this.#faultLines().forEach((fault) => step.diagnostic(fault));
        await Promise.all(this.#people.map((person) => person.shot(`failed-${person.name}`).catch(() => {})));
        throw error;
      }
    });
    if (failed) throw new Error(`the story ended at “${name}”`);
  }

  /** Somebody comes with a browser of their own. */
  async arrive(name, viewport) {
    const person = await Person.arrive(this.#browser, name, viewport);
    this.#people.push(person);
    return person;
  }

  /** Looks at what a person sees now: takes a picture, and keeps what is wrong with it for the end. */
  async look(person, state) {
    await person.shot(`${this.#name}-${state}`);
    for (const [fault, look] of await faults(person.page)) {
      this.#faults.set(fault, [...(this.#faults.get(fault) ?? []), `${state} ${look}`]);
    }
  }

  #faultLines() {
    return [...this.#faults].map(([fault, states]) => `${fault}\n    in ${states.join(", ")}`);
  }

  /** The last two steps of every story: no page had a fault, and none complained. */
  async conclude() {
    await this.step("axe-core finds nothing, and everything fits a phone", () => assert.deepEqual(this.#faultLines(), []));
    await this.step("no page complained", () => {
      for (const { name, complaints } of this.#people) assert.deepEqual(complaints, [], name);
    });
  }

  async #end() {
    await this.#browser?.close();
    await this.server?.stop();
  }
}
