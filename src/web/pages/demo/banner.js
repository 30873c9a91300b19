// The banner: what has come of the run, before anything else.
import { find, showText } from "../dom.js";
import { ICONS } from "./icons.js";

const SCROLLS_TO_BANNER = window.matchMedia("(max-width: 860px)");
const REDUCES_MOTION = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Shows a text with the icon of its `kind`, a line below it, and a button if there is one. */
export function showBanner({ kind, text, detail = null, button = null }) {
  find("banner").className = `banner ${kind}`;
  find("banner-icon").setAttribute("d", ICONS[kind]);
  // Only what has changed is said by a screen reader.
  if (find("banner-text").textContent !== text) find("banner-text").textContent = text;
  showText(find("banner-detail"), detail);
  showText(find("banner-action"), button);
}

function isInView() {
  const { top, bottom } = find("banner").getBoundingClientRect();
  return top >= find("test-sign").offsetHeight && bottom <= window.innerHeight;
}

/** Brings the banner into view: to the top of a narrow page, and where it cannot be seen. */
export function revealBanner() {
  if (!SCROLLS_TO_BANNER.matches && isInView()) return;
  const behavior = REDUCES_MOTION.matches ? "auto" : "smooth";
  find("banner").scrollIntoView({ behavior, block: "start" });
}
