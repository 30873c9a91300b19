// The drawings of the demo shop, as paths of lines within 24 by 24.

export const ICONS = {
  idle: "M5 4l14 6l-6 2.5l-2.5 6.5z",
  open: "M3 5h18v14H3zM3 9h18M6 7h1",
  good: "M5 13l4.5 4.5L19 7",
  waiting: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3 2",
  attention: "M12 4v10M12 18v1.5",
  bad: "M6 6l12 12M18 6L6 18",
  neutral: "M6 12h12",
  repeat:
    "M17 2l4 4l-4 4M3 11v-1a4 4 0 0 1 4-4h14M7 22l-4-4l4-4M21 13v1a4 4 0 0 1-4 4H3",
  card: "M2 5h20v14H2zM2 10h20M6 15h4",
  person: "M20 21v-2a4 4 0 0 0-4-4H8a4 4 0 0 0-4 4v2M12 3a4 4 0 1 0 0 8a4 4 0 0 0 0-8",
};

const SVG = "http://www.w3.org/2000/svg";

/** A drawing that screen readers pass over. */
export function makeIcon(name) {
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.setAttribute("class", "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  icon.append(path);
  return icon;
}
