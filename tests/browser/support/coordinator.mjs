// What a coordinator does in the browser before a meeting.

/** The people of the panel that `fillForm` makes, the chair first. */
export const PEOPLE = [
  { name: "Ama Chair", agency: "SEND service", post: "Panel chair" },
  { name: "Ben Health", agency: "Health", post: "Community nurse" },
  { name: "Cat Parent", agency: "Parent-carer forum", post: "" },
  { name: "Dee School", agency: "School or setting", post: "Head teacher" },
];

export class Coordinator {
  #person;
  #server;

  constructor(person, server) {
    this.#person = person;
    this.#server = server;
  }

  get #page() {
    return this.#person.page;
  }

  /** Redeems the set-up link. */
  async setUp() {
    await this.#person.goto(this.#server.setupLink);
    await this.nameThemselves();
  }

  /** Fills in the set-up page and sends it. */
  async nameThemselves() {
    await this.#page.getByLabel("Your name").fill("Cora Dinator");
    await this.#page.getByLabel("Your local area").fill("Testshire");
    await this.#page.getByRole("button", { name: "Start using Accord" }).click();
    await this.#page.getByRole("heading", { level: 1, name: "Your panels" }).waitFor();
  }

  /** Goes to the form for a panel. */
  async openForm() {
    await this.#page.getByRole("link", { name: "Make a panel" }).click();
    await this.#page.getByRole("heading", { level: 1, name: "Make a panel" }).waitFor();
    await this.#page.getByLabel("Framework").waitFor();
  }

  /** Fills in the form. */
  async fillForm({ caseRef = "EX-0142", title = "Countywide QA, autumn" } = {}) {
    const page = this.#page;
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Day").fill(new Date().toISOString().slice(0, 10));
    await page.getByRole("radio", { name: "Countywide" }).check({ force: true });
    await page.getByLabel("Case reference").fill(caseRef);
    await page.getByLabel("Kind of plan").selectOption("Amended plan");
    await page.getByLabel("Year group").selectOption("Year 9 and above");
    await page.getByLabel("Framework").selectOption({ index: await this.#full() });
    await page.getByText("Paste a list of people").click();
    const list = PEOPLE.map(({ name, agency, post }) => `${name}\t${agency}\t${post}`).join("\n");
    await page.getByLabel("People, one to a line: name, agency, post").fill(list);
    await page.getByRole("button", { name: "Add these people" }).click();
    await page.getByLabel("Chair", { exact: true }).selectOption(PEOPLE[0].name);
  }

  /** Where the full Essex framework stands in the list. */
  async #full() {
    const titles = await this.#page.getByLabel("Framework").getByRole("option").allTextContents();
    return titles.findIndex((title) => /full/i.test(title) && /Essex|Annex A/i.test(title));
  }

  /** Makes a panel, and gives back everyone's link by name. */
  async makePanel(options) {
    await this.openForm();
    await this.fillForm(options);
    await this.#page.getByRole("button", { name: "Make the panel" }).click();
    await this.#page.getByRole("heading", { level: 2, name: "Links to send" }).waitFor();
    return this.links();
  }

  /** Everyone's link that is shown now, by name. */
  async links() {
    const fields = await this.#page.getByRole("region", { name: "Links to send" }).getByRole("textbox").all();
    const read = (field) => field.evaluate((element) => [element.labels[0].textContent, element.value]);
    const pairs = await Promise.all(fields.map(read));
    return Object.fromEntries(pairs.map(([label, link]) => [label.replace(/ \(.*$/, ""), link]));
  }

  /** Does something about one person, which the page asks about first: `button` stands in the row, `really` asks. */
  async deed(name, button, really, meanwhile = async () => {}) {
    await this.#page.getByRole("row", { name }).getByRole("button", { name: button }).click();
    const dialog = this.#page.getByRole("dialog");
    await dialog.waitFor();
    await meanwhile();
    await dialog.getByRole("button", { name: really }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** Gives somebody a new link, and gives it back. */
  async renew(name, meanwhile) {
    await this.deed(name, "New link", "Make a new link", meanwhile);
    await this.#page.getByRole("region", { name: "Links to send" }).getByLabel(name).waitFor();
    return (await this.links())[name];
  }
}
