// The session ended while somebody was typing: ask for the password in place, keep what was typed, and go on.

import { csrfToken, word } from "./words.js";

/** Put the sign-in form (`html`, sent by the server) after `place`; call `then` once it has worked. */
export function askToSignIn(place, html, then) {
  document.querySelector("form[data-sign-in]")?.remove();
  place.insertAdjacentHTML("afterend", html);
  const form = place.nextElementSibling;
  form.querySelector("input[name=login]").focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const says = form.querySelector("[data-session-says]");
    const answer = await signIn(form);
    if (answer === "in") {
      form.remove();
      then();
    } else {
      says.textContent = word(answer);
    }
  });
}

/** Send name and password; tell "in", "wrong" or "second" (a code of the second factor is wanted as well). */
async function signIn(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
  });
  if (!answer.ok) return "wrong";
  const { location } = await answer.json().catch(() => ({}));
  if (!location) return "wrong";
  const doors = new URL(form.action).pathname.split("/")[1];
  return location.startsWith(`/${doors}/`) ? "second" : "in";
}
