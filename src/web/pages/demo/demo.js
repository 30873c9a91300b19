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
import { prepareCopying } from "./next_charge.js";
import { fillShelf } from "./shelf.js";
import { Shop } from "./shop.js";

const SANDBOX_KEY = "sandbox";

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
  const shop = new Shop(sandbox);
  fillShelf(find("shelf"), await listChannels(), (sample, action) => shop.buy(sample, action));
  prepareCopying();
  shop.recall();
} catch (error) {
  showFailure(error);
}
