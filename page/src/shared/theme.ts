// The one switch between light and dark.
import english from "./words.json";
import { catalogue } from "./words";

const say = catalogue("shared", english);
const KEY = "suzerain.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark now. */
export const dark = (): boolean => {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : system.matches;
};

const remembered = (): string | null => {
  try { return sessionStorage.getItem(KEY); } catch { return null; }
};
const remember = (value: string): void => {
  try { sessionStorage.setItem(KEY, value); } catch { /* a page opened from disk may have none */ }
};

/** Take up what was chosen in this tab before; call it first, so that nothing flashes. */
export const restoreTheme = (): void => {
  const value = remembered();
  if (value === "dark" || value === "light") document.documentElement.dataset["theme"] = value;
};

/** Set light or dark. */
export const setTheme = (value: "light" | "dark"): void => {
  document.documentElement.dataset["theme"] = value;
  remember(value);
};

/** Make a button switch colours; `changed` runs after every change, the system's included. */
export const themeSwitch = (button: HTMLElement, changed: () => void = () => undefined): void => {
  const named = (): void => {
    button.textContent = say(dark() ? "theme.light" : "theme.dark");
    button.setAttribute("aria-label", say(dark() ? "theme.lighten" : "theme.darken"));
  };
  restoreTheme();
  button.hidden = false;
  button.removeAttribute("aria-pressed");
  button.addEventListener("click", () => {
    setTheme(dark() ? "light" : "dark");
    named();
    changed();
  });
  system.addEventListener("change", () => { named(); changed(); });
  named();
};
