// Where a mobile page without m_redirect_url and without a callback function ends when its window
// was paid (/payments/success), or issued a virtual account (/payments/vbank): names the payment.
import { find, showText } from "./dom.js";
import { TEXTS } from "./texts.js";
import { getBrowserLanguage, makeTranslator, translatePage } from "./translator.js";

const language = getBrowserLanguage();
const translate = makeTranslator(TEXTS, language);
const title = translate(location.pathname.endsWith("/vbank") ? "account_issued" : "done_title");
document.title = title;
translatePage(translate, language);
showText(find("title"), title);
showText(find("payment"), new URLSearchParams(location.search).get("imp_uid"));
