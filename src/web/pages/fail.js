// Where a mobile page without m_redirect_url lands when its window could not be opened: says why.
import { find, showText } from "./dom.js";
import { makeTranslator, translatePage } from "./texts.js";

const language = navigator.language.startsWith("ko") ? "ko" : "en";
const translate = makeTranslator(language);
document.documentElement.lang = language;
document.title = translate("fail_title");
translatePage(translate);
showText(find("error-message"), new URLSearchParams(location.search).get("error_msg"));
