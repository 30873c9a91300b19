// Where a mobile page without m_redirect_url and without a callback function ends when its window
// could not be opened or was not paid: says why.
import { find, showText } from "./dom.js";
import { TEXTS } from "./texts.js";
import { getBrowserLanguage, makeTranslator, translatePage } from "./translator.js";

const language = getBrowserLanguage();
const translate = makeTranslator(TEXTS, language);
document.title = translate("fail_title");
translatePage(translate, language);
showText(find("error-message"), new URLSearchParams(location.search).get("error_msg"));
