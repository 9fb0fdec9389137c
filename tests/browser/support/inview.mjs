// What is in the window without scrolling. Runs in the page; gives sentences about what is not.

/** A page of the room is opened by its link, and what is there is measured once it has been drawn. */
export function openAndMeasure({ at, wide }) {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))));
  const inView = (element, name) => {
    if (!element) return [`${name} is not there`];
    const box = element.getBoundingClientRect();
    const found = [];
    if (box.top < -1 || box.left < -1 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1) {
      found.push(`${name} is at ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}`);
    }
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    const own = over && (element.contains(over) || over.contains(element) || over.closest("label, fieldset")?.contains(element));
    if (!own) found.push(`${name} is covered by ${over?.className ?? "nothing"}`);
    return found;
  };
  const look = () => {
    const radios = document.querySelectorAll("main input[type=radio]");
    const first = radios[0];
    const row = first?.closest("fieldset");
    const one = first?.closest(".radio-row, .mark-cell") ?? first;
    const ready = [...document.querySelectorAll("main button")].find((button) => button.textContent.trim() === "I’m ready");
    const found = [...inView(one, "the first control"), ...inView(ready, "“I’m ready”")];
    if (!wide) return found;
    if (row?.closest(".mark-row")) found.push(...inView(row, "the first row"));
    const page = document.scrollingElement;
    if (page.scrollHeight > innerHeight || page.scrollWidth > innerWidth) found.push("the page scrolls");
    const list = document.querySelector("nav[aria-label='Sections and pages of the room']");
    if (list.scrollHeight > list.clientHeight + 1) found.push(`the list is ${list.scrollHeight - list.clientHeight} px too tall`);
    return found;
  };
  document.querySelector(`nav a[href*="at=section-${at}"]`).click();
  return drawn().then(look);
}
