import { catalogue } from "../shared/words";
import english from "./words.json";

/** Words of the what-if. */
export const say = catalogue("whatif", english);
