// The brief: every number answers "says who?".
import { maybe } from "../shared/dom";
import { themeSwitch } from "../shared/theme";
import { mountWhatIf } from "../whatif/index";
import { followSections, unfoldForPrint } from "./reading";
import { upgradeTables } from "./tables";
import { startTrace } from "./trace";

// What is not needed for the first picture waits until it is painted.
const later = (run: () => void): void => {
  requestAnimationFrame(() => setTimeout(run, 0));
};

const theme = maybe("theme");
if (theme) themeSwitch(theme);
startTrace();
unfoldForPrint();
later(() => {
  upgradeTables(document);
  followSections();
  mountWhatIf();
  document.documentElement.dataset["ready"] = "yes";
});
