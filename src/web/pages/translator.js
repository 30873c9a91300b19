// Choosing words by language, and putting them into a page.

/** A function that gives the text of a key in a language, with `{name}` replaced from `values`.
 * `texts` has one object for each language. */
export function makeTranslator(texts, language) {
  return (key, values = {}) =>
    texts[language][key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Fills every element that names a text (`data-text`) or a label (`data-label`). */
export function translatePage(translate, language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = translate(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", translate(element.dataset.label));
  }
}

/** The language of the browser, if the pages have it; else English. */
export function getBrowserLanguage() {
  return navigator.language.startsWith("ko") ? "ko" : "en";
}
