// Words of the brief's page.
import { catalogue } from "../shared/words";
import english from "./words.json";

export const say = catalogue("brief", english);
