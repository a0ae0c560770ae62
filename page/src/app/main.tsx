// The app: a workplace around one case.
import { render } from "preact";
import { maybe } from "../shared/dom";
import { restoreTheme } from "../shared/theme";
import { restoreTongue } from "../shared/tongue";
import { Shell } from "./shell";
import { watchServer } from "./store";

restoreTheme();
restoreTongue();
const place = maybe("app");
if (place) {
  render(<Shell />, place);
  watchServer();
}
