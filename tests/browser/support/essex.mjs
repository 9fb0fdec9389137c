// A full meeting of four people on one plan, with what such people write: enough to see whether a record of it can be
// read.

import { person } from "./api.mjs";

const of = (name, agency, post) => ({ ...person(name, agency), post });

/** Who is there, the chair first. */
export const FOUR = [
  of("Ama Okafor", "send-service", "Head of SEND quality assurance"),
  of("Ben Hartley", "health", "Designated clinical officer"),
  of("Cat Lindqvist", "parent-carer-forum", "Family forum representative"),
  of("Dee Marsh", "education-setting", "Special needs coordinator, secondary school"),
];

/** The scores of each section, in the order of the people; Good where nothing is said. */
export const SCORES = {
  A: [1, 1, 1, 1],
  E: [2, 3, 4, 2],
  B: [2, 2, 3, 2],
  C: [3, 3, 3, 3],
  F: [3, 3, 4, 2],
  G: ["na", "na", "na", "na"],
  H1: [2, 3, 3, 2],
  J: [2, 2, 2, "abstain"],
};

/** What people wrote with their scores, by section, in the order of the people. */
export const REASONS = {
  A: ["", "", "She speaks in the first person, and what she hopes for comes back in the outcomes.", ""],
  E: [
    "Five outcomes, all with a date and a person; two could be measured better.",
    "The two health outcomes name no measure that a nurse could check.",
    "Nobody asked the family about the outcome on independent travel.",
    "",
  ],
  B: ["", "", "Her needs at home are missing: sleep and meal times are where it is hardest.", ""],
  C: ["", "Says “has epilepsy” and no more. The care plan of 2025 is not mentioned.", "", "Staff would not know what to do."],
  F: [
    "“Access to” and “opportunities for” in four places.",
    "Hours of speech and language therapy are not given.",
    "“Regular support” could be anything. We had this argument at the tribunal last year.",
    "Most of it is specific enough for us to plan with.",
  ],
  H1: ["", "Nothing from social care since the draft.", "Short breaks are named without hours.", ""],
  overall: ["", "Good, with the health part as the weak place.", "A family would recognise her in it.", ""],
};

/** What the panel wrote together, by root of the notes. */
export const NOTES = {
  "strengths/A": "Her own words open the section, with pictures. Her brother’s view is there as well.",
  "areas/A": "Say how her views were gathered, and by whom.",
  "strengths/E": "Outcomes follow from needs; the golden thread can be followed.",
  "areas/E": "Two outcomes need a measure and the family’s view.",
  "areas/C": "Refer to the epilepsy care plan, and say who trains staff.",
  "strengths/F": "Provision for literacy is quantified: three times twenty minutes a week, by a trained assistant.",
  "areas/F": "Replace “access to” by hours, by whom and how often.",
};

/** Why the panel judges so, by root of the record. */
export const RATIONALE = {
  "reason/A": "Her views lead the plan and come back in it.",
  "reason/E": "Specific and dated, with two that cannot be measured yet.",
  "reason/B": "Needs are named and joined up, with a gap at home.",
  "reason/C": "Too thin to act on: the care plan must be part of it.",
  "reason/D": "Nothing identified, and it says who looked and when.",
  "reason/F": "A mixture: literacy is specified, therapy is not.",
  "reason/G": "No health provision is required.",
  "reason/H1": "Short breaks are agreed; the hours are in the letter of March.",
  "reason/H2": "Other provision is described.",
  "reason/I": "Named, with its type.",
  "reason/J": "Declined, and the conversation is recorded.",
  "reason/K": "All advice is listed with dates.",
  "reason/overall": "Good: a plan that a family recognises, with provision and health to be put right at the review.",
};

export const DISSENT = {
  E: "Nobody asked the family about this outcome, and an outcome that nobody asked for is not Good.",
  F: "“Regular support” is not provision. A family cannot hold anybody to it.",
};

/** The agreed grade of what all did not score alike. */
export const AGREED = { E: 2, B: 2, F: 3, H1: 2 };

/** The record's themes and actions. */
export const ITEMS = [
  { kind: "theme", section: "A", about: "The child’s own voice is strong, and better than in last term’s plans." },
  { kind: "theme", section: "F", about: "“Access to” and “opportunities for” keep coming back in provision." },
  { kind: "theme", about: "Health advice arrives late and is copied in without being worked on." },
  {
    kind: "action",
    section: "E",
    about: "Outcomes 3 and 4 cannot be measured.",
    action: "Rewrite both with the family, each with a measure and a date.",
    body: "SEND service",
    owner: "Plan coordinator",
    due: "2027-01-29",
  },
  {
    kind: "action",
    section: "C",
    about: "The epilepsy care plan is not part of section C.",
    action: "Put its main points into section C, and name who trains staff.",
    body: "Health",
    owner: "Designated clinical officer",
    due: "2027-01-15",
  },
  {
    kind: "action",
    section: "F",
    about: "Therapy is not quantified.",
    action: "Ask the provider for hours, frequency and who delivers, and replace “access to” throughout.",
    body: "Health",
    owner: "Head of children’s therapies",
    due: "2027-02-12",
  },
  {
    kind: "action",
    about: "The family forum was not asked before the draft.",
    action: "Invite a family representative to the drafting meeting from now on.",
    body: "SEND service",
    owner: "Head of SEND quality assurance",
    due: "2027-03-01",
  },
];

/** Everyone scores, sees, settles, dissents and writes; what is left is to sign. */
export async function holdMeeting(meeting) {
  await meeting.come();
  const whole = "overall";
  const sections = meeting.sections.filter((section) => section !== whole);
  const marksOf = (ids) => (place) => Object.fromEntries(ids.map((id) => [id, SCORES[id]?.[place % FOUR.length] ?? 2]));
  const reasonsOf = (ids) => (place) => {
    const said = ids.map((id) => [id, place < FOUR.length ? REASONS[id]?.[place] : ""]).filter(([, why]) => why);
    return Object.fromEntries(said);
  };
  await meeting.open(sections);
  await meeting.score(marksOf(sections), reasonsOf(sections));
  await meeting.reveal(sections);
  await meeting.acceptSame();
  for (const [section, grade] of Object.entries(AGREED)) {
    await meeting.propose(section, { [section]: grade });
    const dissent = DISSENT[section] && { answer: "dissent", reason: DISSENT[section] };
    await meeting.respond(section, (place) => [undefined, { answer: "can-live-with-it" }, dissent][place]);
    await meeting.settle(section);
  }
  await meeting.open([whole]);
  await meeting.score(marksOf([whole]), reasonsOf([whole]));
  await meeting.reveal([whole]);
  await meeting.acceptSame();
  const insert = (texts) => (doc) => Object.entries(texts).forEach(([root, text]) => doc.getText(root).insert(0, text));
  await meeting.chair.write("notes", insert(NOTES));
  await meeting.chair.write("record", insert(RATIONALE));
  await meeting.keep(ITEMS);
}
