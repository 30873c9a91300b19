// A message in place of a window, and nothing else.
import { find, showText } from "./dom.js";

/** Shows a title and a text in place of the window; with `button` its text and what it does. */
export function showMessage({ title, text, button, onButton }) {
  const shown = find("window");
  if (shown) shown.hidden = true;
  document.title = title;
  find("message").hidden = false;
  showText(find("message-title"), title);
  showText(find("message-text"), text);
  showText(find("message-close"), button);
  if (onButton) find("message-close").onclick = onButton;
  find("message-title").focus();
}
