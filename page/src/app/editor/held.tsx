// Edits that are not saved: why, and what can be done.
import { useCell } from "../cell";
import { moment } from "../figures";
import { say } from "../say";
import { go, to } from "../route";
import type { Column, Row, Value } from "../types";
import { drop, held, NEW, retry, type Held } from "./save";
import { shown } from "./values";

const plain: Column = { name: "", type: "text" };
const text = (value: Value | undefined): string => shown(plain, value) || say("empty.cell");

const Both = ({ one }: { one: Held }) => {
  const newest = one.newest ?? null;
  if (!newest || one.edit.kind === "delete") {
    return (
      <p>{say(one.edit.kind === "delete" ? "conflict.delete" : "conflict.gone")}</p>
    );
  }
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={say("conflict.both")}>
      <table>
        <caption class="unseen">{say("conflict.both")}</caption>
        <thead><tr><th scope="col">{say("column")}</th><th scope="col">{say("conflict.before")}</th><th scope="col">{say("conflict.mine")}</th><th scope="col">{say("conflict.theirs")}</th></tr></thead>
        <tbody>
          {Object.entries(one.edit.changes).map(([name, mine]) => (
            <tr key={name}>
              <th scope="row">{name.replaceAll("_", " ")}</th>
              <td><bdi>{text(one.edit.base?.[name])}</bdi></td>
              <td class="mine"><bdi>{text(mine)}</bdi></td>
              <td class="theirs"><bdi>{text(newest[name])}</bdi></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const onto = (newest: Row | null | undefined): boolean => newest !== null && newest !== undefined;

const One = ({ one }: { one: Held }) => {
  const { edit, error } = one;
  const about = edit.row === null || edit.row === NEW ? say("held.new", { table: edit.table }) : `${edit.table}: ${edit.row}`;
  const look = (): void => go(to("case", [edit.table], { row: edit.row ?? undefined, column: Object.keys(edit.changes)[0] }));
  return (
    <li class={`held ${one.why}`}>
      <p><strong>{say(`held.${one.why}`)}</strong> <bdi>{about}</bdi> <span class="by">{moment(edit.when)}</span></p>
      {one.why === "conflict" ? <Both one={one} /> : (
        <p class="held-what">{edit.kind === "delete" ? say("held.delete") : Object.entries(edit.changes).map(([name, value]) => `${name.replaceAll("_", " ")}: ${text(value)}`).join(" · ")}</p>
      )}
      {error && one.why === "refused" ? <p class="wrong"><bdi>{error.message}</bdi>{error.accepted ? <> {say("accepted")} <bdi>{error.accepted}</bdi></> : null}{error.hint ? <> {say("hint")} <bdi>{error.hint}</bdi></> : null}</p> : null}
      <div class="line">
        {one.why === "conflict" ? (
          <>
            {onto(one.newest) ? <button type="button" class="main" onClick={() => retry(one)}>{say("conflict.keep")}</button> : null}
            <button type="button" onClick={() => drop(one)}>{say("conflict.take")}</button>
          </>
        ) : (
          <>
            {one.why === "draft" && edit.row === NEW ? null : <button type="button" class="main" onClick={() => retry(one)}>{say("held.save")}</button>}
            {edit.row && edit.row !== NEW ? <button type="button" onClick={look}>{say("held.look")}</button> : null}
            {one.why === "draft" && edit.row === NEW ? <a href={to("case", [edit.table], { add: 1 })}>{say("held.look")}</a> : null}
            <button type="button" onClick={() => drop(one)}>{say("held.drop")}</button>
          </>
        )}
      </div>
    </li>
  );
};

/** All edits that are not saved, and what an earlier page left half typed. */
export const HeldEdits = () => {
  const all = useCell(held).filter((one) => one.why !== "draft" || one.left);
  if (!all.length) return null;
  return (
    <section class="helds" aria-labelledby="helds-title">
      <h2 id="helds-title">{say("held.title", { n: all.length })}</h2>
      <ul>{all.map((one) => <One key={one.edit.key} one={one} />)}</ul>
    </section>
  );
};
