// The app: a workplace around one case.
import { render } from "preact";
import { maybe } from "../shared/dom";
import { restoreTheme } from "../shared/theme";
import { catalogue } from "../shared/words";
import english from "./words.json";

const say = catalogue("app", english);

const App = () => <h1>{say("title")}</h1>;

restoreTheme();
const place = maybe("app");
if (place) render(<App />, place);
