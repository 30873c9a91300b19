// The pictures of the shop's page, the window and the shop's server: where the run is now.
import { find } from "../dom.js";

const PLACES = ["shop", "window", "server"];

/** Lights up one place, or none for null. */
export function showPlace(place) {
  for (const name of PLACES) {
    const isHere = name === place;
    find(`flow-${name}`).classList.toggle("here", isHere);
    if (isHere) find(`flow-${name}`).setAttribute("aria-current", "step");
    else find(`flow-${name}`).removeAttribute("aria-current");
  }
}
