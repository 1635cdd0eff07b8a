// The session ended while somebody was typing: the server's form is shown in the bar at the foot, what was typed stays,
// and saving goes on when the session is open again.

const place = () => document.getElementById("session-over");
let whenOpen = [];

/** Show what the server sent with 401, unless it asks already; call `then` when the session may be open again. */
export function askToSignIn(html, then = null) {
  if (then) whenOpen.push(then);
  if (place().querySelector("form")) return; // a second request that was refused takes nothing from who is typing
  place().innerHTML = html;
  window.htmx?.process(place());
  place().querySelector("input:not([type=hidden])")?.focus();
}

/** The password was asked for in place: an answer without a form means that the session is open. */
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === place() && !place().querySelector("form, a")) resume();
});

/** Somebody signed in on another tab and came back. */
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && place()?.querySelector("a")) resume();
});

document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401) askToSignIn(event.detail.xhr.response);
});

function resume() {
  const waiting = whenOpen;
  whenOpen = [];
  place().replaceChildren();
  for (const then of waiting) then();
}
