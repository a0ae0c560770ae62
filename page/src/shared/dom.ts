// Elements, found and made. Words are set as text, never as markup.

/** The element of an id; a page without it is a mistake of ours, so it throws. */
export const byId = <T extends HTMLElement = HTMLElement>(id: string): T => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found as T;
};

/** The element of an id, or nothing. */
export const maybe = <T extends HTMLElement = HTMLElement>(id: string): T | null =>
  document.getElementById(id) as T | null;

/** Make an element with words and a class. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K, words?: string | number | null, look?: string | null,
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  if (words !== undefined && words !== null && words !== "") element.textContent = String(words);
  if (look) element.className = look;
  return element;
};

/** Make a button that does not submit. */
export const button = (words: string, run: (event: MouseEvent) => void, look?: string): HTMLButtonElement => {
  const element = make("button", words, look);
  element.type = "button";
  element.addEventListener("click", run);
  return element;
};

/** Make an SVG element with its marks and words. */
export const draw = <K extends keyof SVGElementTagNameMap>(
  tag: K, marks: Record<string, string | number> = {}, words = "",
): SVGElementTagNameMap[K] => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(marks)) element.setAttribute(name, String(value));
  if (words) element.textContent = words;
  return element;
};

/** Words whose direction of writing is their own. */
export const foreign = (words: string, look?: string): HTMLElement => make("bdi", words, look);

/** JSON that the page carries in a script element; nothing when it carries none. */
export const carried = <T>(id: string): T | null => {
  const found = document.getElementById(id);
  return found?.textContent ? (JSON.parse(found.textContent) as T) : null;
};
