// The demo shop: the sample calls of PortOne's guides, and what came of each.
import { find, make, showText } from "../dom.js";
import { translatePage } from "../translator.js";
import {
  TokenNeeded,
  listChannels,
  listSandboxes,
  selectSandbox,
  useToken,
} from "./emulator.js";
import { language, switchLanguage, translate } from "./language.js";
import { SAMPLES } from "./samples.js";
import { fillShelf } from "./shelf.js";
import { Story } from "./story.js";

const SANDBOX_KEY = "sandbox";
const LAST_KEY = "last-call";

function applyLanguage() {
  translatePage(translate, language);
  document.title = translate("title");
  find("language").textContent = translate("other_language");
  find("language").lang = language === "ko" ? "en" : "ko";
  find("language").addEventListener("click", switchLanguage);
}

/** The sandbox that was chosen before, or the first. */
async function chooseSandbox() {
  const sandboxes = await listSandboxes();
  const storedKey = sessionStorage.getItem(SANDBOX_KEY);
  const chosen = sandboxes.find((sandbox) => sandbox.imp_key === storedKey) ?? sandboxes[0];
  const select = find("sandbox");
  select.replaceChildren(
    ...sandboxes.map(({ imp_key: key }) => make("option", key, { value: key })),
  );
  select.value = chosen.imp_key;
  find("sandbox-label").hidden = sandboxes.length < 2;
  select.addEventListener("change", () => {
    sessionStorage.setItem(SANDBOX_KEY, select.value);
    location.reload();
  });
  selectSandbox(chosen.imp_key);
  return chosen;
}

function buy(story, sandbox, sample, action, product) {
  for (const element of document.querySelectorAll(".product")) element.classList.remove("chosen");
  product.classList.add("chosen");
  const params = action.makeParams();
  sessionStorage.setItem(LAST_KEY, JSON.stringify({ name: sample.name, params }));
  story.begin(sandbox.user_code, sample, params);
  const { IMP } = window;
  IMP.init(sandbox.user_code);
  IMP[sample.call](params, (result) => story.tell(result, "by_callback"));
}

/** After a redirect: the result is in the address, what was called is remembered. */
function showReturn(story, sandbox) {
  const result = Object.fromEntries(new URLSearchParams(location.search));
  const last = JSON.parse(sessionStorage.getItem(LAST_KEY) ?? "null");
  if (!("imp_uid" in result) || last?.params.merchant_uid !== result.merchant_uid) return;
  history.replaceState(null, "", location.pathname);
  const sample = SAMPLES.find(({ name }) => name === last.name);
  story.begin(sandbox.user_code, sample, last.params);
  story.tell(result, "by_redirect");
}

/** Says why the demo cannot be shown, and asks for what is missing. */
function showFailure(error) {
  find("token-form").hidden = !(error instanceof TokenNeeded);
  find("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    useToken(find("token").value);
    location.reload();
  });
  const message = window.IMP ? translate("no_control", { message: error.message }) : error.message;
  showText(find("alert"), message);
}

applyLanguage();
try {
  if (!window.IMP) throw new Error(translate("no_script"));
  const sandbox = await chooseSandbox();
  const story = new Story(sandbox.imp_key);
  fillShelf(find("shelf"), await listChannels(), (...chosen) => buy(story, sandbox, ...chosen));
  showReturn(story, sandbox);
} catch (error) {
  showFailure(error);
}
