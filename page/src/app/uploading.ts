// One document on its way to the server.
import { Refused } from "./api";
import { say } from "./say";

/** What may be chosen. */
export const ACCEPTED = ".txt,.html,.htm,.pdf,.docx,.eml,.md";

/** Send one file and tell how far it is; fetch has no progress, so this does without it. */
export const upload = (file: File, csrf: string, progress: (part: number) => void): Promise<Record<string, unknown>> => new Promise((done, fail) => {
  const request = new XMLHttpRequest();
  request.open("POST", "/api/articles");
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-Suzerain", csrf);
  request.setRequestHeader("X-Suzerain-Name", encodeURIComponent(file.name));
  request.upload.onprogress = (event) => { if (event.lengthComputable) progress(event.loaded / event.total); };
  request.onload = () => {
    let body: Record<string, unknown> = {};
    try { body = JSON.parse(request.responseText) as Record<string, unknown>; } catch { /* told by the status */ }
    if (request.status >= 200 && request.status < 300) done(body);
    else fail(new Refused(request.status, body));
  };
  request.onerror = () => fail(new Error(say("lost.short")));
  request.send(file);
});
