// The language of the demo shop: the browser's, until the visitor switches it.
import { getBrowserLanguage, makeTranslator } from "../translator.js";
import { TEXTS } from "./texts.js";

const KEY = "language";

export const language = sessionStorage.getItem(KEY) ?? getBrowserLanguage();

export const translate = makeTranslator(TEXTS, language);

/** Loads the page again in the other language. */
export function switchLanguage() {
  sessionStorage.setItem(KEY, language === "ko" ? "en" : "ko");
  location.reload();
}
