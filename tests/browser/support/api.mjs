// The HTTP API without a browser: a coordinator who makes panels, and people who join them. Browsers send `Origin` and
// keep cookies; here both are set by hand.

/** The secret of a link: the part that browsers do not send. */
export const secretOf = (link) => new URL(link).hash.slice(1);

/** Sends one request, and fails unless the answer is one of success. */
export async function ask(url, method, path, { body, cookie } = {}) {
  const headers = { origin: url };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (cookie) headers.cookie = cookie;
  const answer = await fetch(url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return { value: text ? JSON.parse(text) : undefined, cookie: answer.headers.getSetCookie()[0]?.split(";")[0] };
}

/** Redeems the set-up link and gives back the coordinator's cookie. */
export async function setUp(server) {
  const body = { token: secretOf(server.setupLink), name: "Cora Dinator", area: "Testshire" };
  return (await ask(server.url, "POST", "/api/setup", { body })).cookie;
}

/** One person of a panel, as the API wants them. */
export const person = (name, agency, seat = "member") => ({ name, agency, post: "", seat });

/** Makes a panel with one plan and these people, of whom the first chairs. */
export async function makePanel(server, cookie, participants, others = {}) {
  const body = {
    title: "Countywide QA, autumn",
    kind: "countywide",
    held_on: new Date().toISOString().slice(0, 10),
    locality: "",
    framework: "essex-full",
    visibility: "blind",
    naming: "agencies",
    agenda: [
      {
        case_ref: "EX-0142",
        change: "amended",
        plan_stage: "final",
        cohort: "year9-and-above",
        locality: "",
        where_to_read: "",
      },
    ],
    participants,
    chair: 0,
    deputy: null,
    scribe: null,
    ...others,
  };
  return (await ask(server.url, "POST", "/api/panels", { body, cookie })).value;
}

/** Joins with a personal link, and gives back who that is and their cookie. */
export async function join(server, link) {
  const { value, cookie } = await ask(server.url, "POST", "/api/join", { body: { token: secretOf(link) } });
  return { id: value.participant, cookie };
}
