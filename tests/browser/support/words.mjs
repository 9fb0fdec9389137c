// Names of controls as people read them, whichever way a page writes its letters.

/** A pattern of what stands in a text as it is. */
export const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Exactly this name, in small letters or large ones. */
export const exactly = (name) => new RegExp(`^\\s*${escaped(name)}\\s*$`, "i");
