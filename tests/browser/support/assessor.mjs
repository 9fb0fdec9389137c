// An assessor without a browser: marks a form and hands it in.

import { Peer } from "./peer.mjs";

export class Assessor extends Peer {
  /** Hands the form in. */
  handIn() {
    return this.command({ do: "hand-in" });
  }

  /** Ends a moderation in which nothing is left to settle. */
  finish() {
    return this.command({ do: "finish" });
  }

  /** Settles a section on which auditor and moderator differ. */
  settle(section, marks) {
    return this.command({ do: "moderate", section, marks });
  }
}
