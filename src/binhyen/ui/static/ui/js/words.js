// Sentences that scripts say, written by the page in the reader's language.

/** Return the sentence `name` with its {places} filled. */
export function word(name, places = {}) {
  const text = document.getElementById("words")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => places[key] ?? whole);
}

/** Return the time as 08:40. */
export function clockTime() {
  return new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** Return the token that proves a request came from our own page. */
export function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}
