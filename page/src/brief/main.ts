// The brief: every number answers "says who?".
import { maybe } from "../shared/dom";
import { themeSwitch } from "../shared/theme";

const theme = maybe("theme");
if (theme) themeSwitch(theme);
