// Begin: drop articles, open the example, or go on with a case of before.
import { useEffect, useRef, useState } from "preact/hooks";
import { admit, ask, Refused } from "../api";
import { useCell } from "../cell";
import { bytes, moment } from "../figures";
import { Told } from "../parts/notice";
import { go, to } from "../route";
import { say } from "../say";
import { refresh, session, tell } from "../store";
import type { Session } from "../types";
import { ACCEPTED, upload } from "../uploading";

interface Sent {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly state: "sending" | "taken" | "refused";
  readonly part?: number;
  readonly title?: string;
  readonly notes?: readonly string[];
  readonly error?: Refused | Error;
  readonly held?: string;
}

let count = 0;

const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

/** Make a case on the server, and go to it when it is there. */
const make = async (body: Readonly<Record<string, unknown>>): Promise<void> => {
  const before = session.get()?.case;
  const made = await ask<{ job?: unknown; error?: string }>("/api/cases", { method: "POST", body });
  for (let turn = 0; turn < 600; turn += 1) {
    const now = await ask<Session>("/api/session");
    admit(now);
    if (now.case && (!made.job || JSON.stringify(now.case) !== JSON.stringify(before))) break;
    if (!made.job && turn > 4) break;
    await wait(200);
  }
  await refresh();
  if (session.get()?.case) go(to("overview"));
};

const Upload = ({ one, drop }: { one: Sent; drop: () => void }) => (
  <li class={`upload ${one.state}`}>
    <p class="upload-head"><strong><bdi>{one.title || one.name}</bdi></strong> <span class="by">{one.title ? <bdi>{one.name}</bdi> : null} {bytes(one.size)}</span>
      <span class="upload-state">{say(`upload.${one.state}`)}</span>
      {one.state === "sending" ? null : <button type="button" aria-label={say("upload.drop", { name: one.name })} onClick={drop}>×</button>}</p>
    {one.state === "sending" ? <progress max={1} value={one.part ?? 0} aria-label={say("upload.progress", { name: one.name })} /> : null}
    {one.notes?.map((note, k) => <p key={k} class="how"><bdi>{note}</bdi></p>)}
    {one.error ? <Told error={one.error} /> : null}
  </li>
);

/** The first page. */
export const Start = () => {
  const now = useCell(session);
  const [files, keep] = useState<readonly Sent[]>([]);
  const [over, hover] = useState(false);
  const [busy, work] = useState("");
  const [name, call] = useState("");
  const [error, tellError] = useState<unknown>(null);
  const input = useRef<HTMLInputElement>(null);
  const mend = (key: number, next: Partial<Sent>): void => keep((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const add = (given: Iterable<File>): void => {
    for (const file of given) {
      const key = (count += 1);
      const most = now?.limits?.upload_bytes;
      keep((all) => [...all, { key, name: file.name, size: file.size, state: "sending" }]);
      if (most && file.size > most) {
        mend(key, { state: "refused", error: new Refused(413, { error: say("upload.large", { size: bytes(file.size) }), accepted: say("upload.most", { size: bytes(most) }), hint: say("upload.split") }) });
        continue;
      }
      upload(file, now?.csrf ?? "", (done) => mend(key, { part: done })).then((body) => {
        const about = (Array.isArray(body["documents"]) ? (body["documents"] as Record<string, unknown>[])[0] : body) ?? {};
        const notes = Array.isArray(about["notes"]) ? about["notes"].map(String) : [];
        mend(key, { state: "taken", held: String(about["name"] ?? about["id"] ?? file.name), ...(about["title"] ? { title: String(about["title"]) } : {}), notes });
        tell(say("upload.said", { name: file.name }));
      }).catch((problem: unknown) => mend(key, { state: "refused", error: problem instanceof Error ? problem : new Error(String(problem)) }));
    }
  };
  // A file that misses the box must not take the page away.
  useEffect(() => {
    const stop = (event: DragEvent): void => { event.preventDefault(); };
    addEventListener("dragover", stop);
    addEventListener("drop", stop);
    return () => { removeEventListener("dragover", stop); removeEventListener("drop", stop); };
  }, []);
  const drop = (one: Sent): void => {
    keep((all) => all.filter((other) => other.key !== one.key));
    if (one.held) void ask(`/api/articles/${encodeURIComponent(one.held)}`, { method: "DELETE" }).catch(() => undefined);
  };
  const begin = (what: string, body: Readonly<Record<string, unknown>>): void => {
    work(what);
    tellError(null);
    make(body).catch(tellError).finally(() => work(""));
  };
  const taken = files.filter((one) => one.state === "taken").length;
  return (
    <div class="start">
      <h1 tabIndex={-1}>{say("start.title")}</h1>
      <p class="intro">{say("start.intro")}</p>
      <div class={`drop ${over ? "over" : ""}`} onDragEnter={(event) => { event.preventDefault(); hover(true); }} onDragOver={(event) => { event.preventDefault(); hover(true); }}
        onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) hover(false); }}
        onDrop={(event) => { event.preventDefault(); event.stopPropagation(); hover(false); if (event.dataTransfer) add(event.dataTransfer.files); }}>
        <p class="drop-words">{say("start.drop")}</p>
        <p class="how">{say("start.kinds")}{now?.limits?.upload_bytes ? `, ${say("upload.most", { size: bytes(now.limits.upload_bytes) })}` : ""}.</p>
        <button type="button" class="main" onClick={() => input.current?.click()}>{say("start.choose")}</button>
        <input ref={input} type="file" multiple accept={ACCEPTED} class="unseen" tabIndex={-1} aria-label={say("start.choose")}
          onChange={(event) => { add([...(event.currentTarget.files ?? [])]); event.currentTarget.value = ""; }} />
      </div>
      {files.length ? (
        <section class="uploads" aria-label={say("start.uploads")}>
          <ul>{files.map((one) => <Upload key={one.key} one={one} drop={() => drop(one)} />)}</ul>
          <form class="line" onSubmit={(event) => { event.preventDefault(); begin("uploads", { from: "uploads", ...(name.trim() ? { name: name.trim() } : {}) }); }}>
            <label>{say("start.name")} <input type="text" value={name} placeholder={say("start.name.hint")} maxLength={60} onInput={(event) => call(event.currentTarget.value)} /></label>
            <button type="submit" class="main" disabled={!taken || busy !== ""}>{busy === "uploads" ? say("start.reading") : say("start.make", { n: taken })}</button>
          </form>
        </section>
      ) : null}
      {busy ? <p role="status" class="running"><progress aria-label={say("start.reading")} /> {say("start.reading")}</p> : null}
      {error ? <Told error={error} /> : null}
      <section class="start-other">
        <h2>{say("start.example.title")}</h2>
        <p class="intro">{say("start.example.intro")}</p>
        <button type="button" disabled={busy !== ""} onClick={() => begin("example", { from: "example" })}>{say("start.example")}</button>
      </section>
      {now?.recent?.length ? (
        <section class="start-other">
          <h2>{say("start.recent")}</h2>
          <ul class="recent">
            {now.recent.map((one) => (
              <li key={one.folder ?? one.name}><button type="button" class="linkish" disabled={busy !== ""} onClick={() => begin(one.name, { from: "recent", name: one.name })}><bdi>{one.title || one.name}</bdi></button> <span class="by"><bdi>{one.name}</bdi>{one.when ? ` · ${moment(one.when)}` : ""}</span></li>
            ))}
          </ul>
        </section>
      ) : null}
      {now?.case ? <p><a href={to("overview")}>{say("start.back", { name: now.case.title || now.case.name })}</a></p> : null}
    </div>
  );
};
