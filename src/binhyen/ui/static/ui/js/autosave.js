// Saves a form while it is being filled in. Without this module its button does the same.
//
//   <form data-autosave method="post" action="…"> … <input type="hidden" name="version" value="3">
//     <p class="by-save" data-save-status role="status"></p>
//     <div data-save-answer></div>
//   </form>
//
// The server is asked with HX-Request: true and answers
//   2xx  saved; header BY-Version replaces the field `version`, BY-Saved-At (08:40) is shown; a body is put into
//        [data-save-answer];
//   409  refused or in conflict: the body is put into [data-save-answer], and what was typed stays where it is;
//   401  the session is over: the body goes to #session-over, and saving goes on when somebody is signed in again.
// Without a network the form is kept and sent when the network is back; leaving the page is then asked about.

import { clockTime, csrfToken, word } from "./words.js";
import { askToSignIn } from "./session.js";

const QUIET_MS = 800;
const RETRY_MS = 15000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.timer = 0;
    this.dirty = false;
    this.sending = false;
    this.lostAt = "";
    form.addEventListener("input", () => this.later(QUIET_MS));
    form.addEventListener("change", () => this.later(0));
    addEventListener("online", () => this.dirty && this.later(0));
    addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    form.addEventListener("submit", () => { this.dirty = false; });
  }

  later(wait) {
    this.dirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    if (this.sending) return this.later(QUIET_MS);
    this.sending = true;
    this.dirty = false;
    this.say("saving", "");
    try {
      const body = new FormData(this.form);
      body.set("csrfmiddlewaretoken", csrfToken());
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
      await this.hear(answer);
    } catch {
      this.dirty = true;
      this.lostAt ||= clockTime();
      this.say("offline", "conflict", { time: this.lostAt });
      this.timer = setTimeout(() => this.save(), RETRY_MS);
    } finally {
      this.sending = false;
    }
  }

  async hear(answer) {
    this.lostAt = "";
    const body = await answer.text();
    if (answer.ok) return this.saved(answer.headers, body);
    this.dirty = true;
    if (answer.status === 401) {
      this.say("session", "conflict");
      return askToSignIn(body, () => this.save());
    }
    if ([403, 409, 422].includes(answer.status) && !/^\s*<!doctype/i.test(body)) {
      this.dirty = false;
      this.show(body);
      return this.say(body.includes("by-conflict") ? "conflict" : "refused", "conflict");
    }
    this.say("fault", "conflict");
    this.timer = setTimeout(() => this.save(), RETRY_MS);
  }

  saved(headers, body) {
    const version = headers.get("BY-Version");
    if (version && this.form.elements.version) this.form.elements.version.value = version;
    this.show(body);
    if (!this.dirty) this.say("saved", "ok", { time: headers.get("BY-Saved-At") ?? clockTime() });
  }

  show(body) {
    const place = this.form.querySelector("[data-save-answer]");
    if (!place) return;
    place.innerHTML = body;
    window.htmx?.process(place);
  }

  say(name, look, places) {
    const place = this.form.querySelector("[data-save-status]");
    if (!place) return;
    place.className = look ? `by-save by-save--${look}` : "by-save";
    place.textContent = word(name, places);
  }
}

/** Start saving every marked form under `root`. */
export function startAutosave(root) {
  for (const form of root.querySelectorAll("form[data-autosave]:not([data-autosave='on'])")) {
    form.dataset.autosave = "on";
    new Autosave(form);
  }
}
