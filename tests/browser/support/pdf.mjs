// What a page looks like on paper: a real PDF from the browser, and what is written on each sheet of it.

import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import pdfjs from "pdfjs-dist/legacy/build/pdf.js";

/** Where the sheets go, beside the pictures. */
const SHOTS = fileURLToPath(new URL("../shots/", import.meta.url));

/** Letters only: where lines break, and which spaces a PDF keeps, is not what is asked. */
export const letters = (text) => text.normalize("NFKC").replace(/[\s\u00ad]+/g, "");

/** Prints a page as its style sheets want it, and gives the text of each sheet. */
export async function sheets(page, name) {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  await mkdir(SHOTS, { recursive: true });
  await writeFile(`${SHOTS}${name}.pdf`, bytes);
  // The parser takes the memory of what it is given.
  const file = await pdfjs.getDocument({ data: new Uint8Array(bytes), isEvalSupported: false, verbosity: 0 }).promise;
  const read = async (number) => (await (await file.getPage(number)).getTextContent()).items.map(({ str }) => str).join(" ");
  const texts = await Promise.all(Array.from({ length: file.numPages }, (_, place) => read(place + 1)));
  await file.destroy();
  return texts;
}

/** The rows of the page's tables whose cells do not stand on one sheet together. */
export async function tornRows(page, texts) {
  await page.emulateMedia({ media: "print" });
  const rows = await page.locator("tbody tr:visible").evaluateAll((all) => {
    const words = (cell) => {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      let found = "";
      while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        if (!parentElement.closest(".visually-hidden")) found += data;
      }
      return found;
    };
    return all.map((row) => [...row.cells].map(words).filter((text) => text.trim()));
  });
  await page.emulateMedia({ media: null });
  const on = texts.map(letters);
  const isTorn = (cells) => !on.some((sheet) => cells.every((cell) => sheet.includes(letters(cell))));
  return rows.filter(isTorn);
}
