// An Excel workbook with one sheet of texts: the few parts that every workbook has, in an archive that packs nothing.

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The sheet: each row a list of texts. */
function sheet(rows) {
  const cell = (text) => (text ? `<is><t>${escaped(text)}</t></is>` : "");
  const place = (row, column) => `${String.fromCharCode(65 + column)}${row + 1}`;
  const cells = (row, at) => row.map((text, column) => `<c r="${place(at, column)}" t="inlineStr">${cell(text)}</c>`).join("");
  const lines = rows.map((row, at) => `<row r="${at + 1}">${cells(row, at)}</row>`);
  return `${XML}<worksheet xmlns="${SHEETS}"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** The parts by their paths. */
const parts = (rows) => ({
  "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/></Types>`,
  "_rels/.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  "xl/worksheets/sheet1.xml": sheet(rows),
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** What the archive says of a part, before it and once more at the end; 20 is the version that can read it. */
function header(name, bytes) {
  const said = Buffer.alloc(26);
  said.writeUInt16LE(20, 0);
  said.writeUInt16LE(0x21, 8);
  said.writeUInt32LE(crc32(bytes), 10);
  said.writeUInt32LE(bytes.length, 14);
  said.writeUInt32LE(bytes.length, 18);
  said.writeUInt16LE(Buffer.byteLength(name), 22);
  return said;
}

/** The bytes of a workbook with these rows. */
export function workbook(rows) {
  const [files, contents] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(parts(rows))) {
    const bytes = Buffer.from(text);
    const said = header(name, bytes);
    const file = Buffer.concat([Buffer.from("PK\x03\x04"), said, Buffer.from(name), bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    contents.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), said, place, Buffer.from(name));
    files.push(file);
    offset += file.length;
  }
  const list = Buffer.concat(contents);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, list, Buffer.from("PK\x05\x06"), end]);
}
