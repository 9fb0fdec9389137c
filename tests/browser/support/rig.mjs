// The real program, started for one test file on a free port with a folder of its own, and stopped in good order.
// What it prints is kept, and shown when something goes wrong.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { within } from "./wait.mjs";

/** The program under test. */
function program() {
  const path = process.env.ACCORD_BIN;
  if (!path) throw new Error("ACCORD_BIN must name the accord program; `cargo xtask test` sets it");
  return path;
}

/** A server that runs. */
export class Server {
  /** Where it is reached, such as `http://127.0.0.1:40000`. */
  url;
  /** The one-time link for the coordinator; only the first start of a folder prints one. */
  setupLink;
  /** The personal links that the program printed, as it does for the demo. */
  links = [];
  #args;
  #data;
  #child;
  #log = [];
  #stopping = false;

  /** Starts the program with an empty folder. */
  static async start({ args = [] } = {}) {
    const server = new Server();
    server.#data = await mkdtemp(join(tmpdir(), "accord-test-"));
    server.#args = args;
    const link = await server.#spawn("127.0.0.1:0", true);
    server.setupLink = link;
    return server;
  }

  /** Host and port. */
  get host() {
    return new URL(this.url).host;
  }

  /** What the program has printed so far. */
  get log() {
    return this.#log.join("\n");
  }

  /** Starts again after `kill` or `halt`: the same folder at the same address. */
  async startAgain() {
    await this.#spawn(this.host, false);
  }

  /** Ends the program as a power cut would. */
  async kill() {
    await this.#end("SIGKILL");
  }

  /** Ends the program in good order. */
  async halt() {
    const [code, signal] = await this.#end("SIGTERM");
    if (code !== 0) throw this.#failure(`the server ended with ${signal ?? code} instead of 0`);
  }

  /** Ends the program, if it still runs, and takes its folder away. */
  async stop() {
    try {
      if (this.#child) await this.halt();
    } finally {
      await rm(this.#data, { recursive: true, force: true });
    }
  }

  async #end(signal) {
    const child = this.#child;
    this.#stopping = true;
    this.#child = undefined;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : null;
    child.kill(signal);
    const result = ended ? await within(ended, "the server ends", { seen: () => this.log }) : [child.exitCode, null];
    return result;
  }

  /** Starts the program and waits for what it prints: its address, and with `wantsLink` the set-up link. */
  async #spawn(listen, wantsLink) {
    this.#stopping = false;
    const args = ["serve", "--listen", listen, "--data", this.#data, ...this.#args];
    const child = spawn(program(), args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    const lines = [createInterface(child.stdout), createInterface(child.stderr)];
    const ready = new Promise((resolve, reject) => {
      let address;
      lines[0].on("line", (line) => {
        address ??= /ready at (http:\S+)/.exec(line)?.[1];
        const link = /^\s*(http:\S+\/setup#\S+)\s*$/.exec(line)?.[1];
        const personal = /^\s*(http:\S+\/join#\S+)\s*$/.exec(line)?.[1];
        if (personal) this.links.push(personal);
        if (address && (link || !wantsLink)) resolve({ address, link });
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => reject(this.#failure(`the server ended at once with ${signal ?? code}`)));
    });
    lines.forEach((each) => each.on("line", (line) => this.#log.push(line)));
    child.on("exit", (code, signal) => {
      // A server that dies in the middle of a test must not pass for one that answers slowly.
      if (!this.#stopping) this.#log.push(`THE SERVER ENDED BY ITSELF with ${signal ?? code}`);
    });
    try {
      const { address, link } = await within(ready, "the server is ready", { seen: () => this.log });
      this.url = address;
      return link;
    } catch (error) {
      // Nobody has this server yet who could stop it.
      child.kill("SIGKILL");
      throw error;
    }
  }

  #failure(sentence) {
    return new Error(`${sentence}\n--- what it printed ---\n${this.log}`);
  }
}
