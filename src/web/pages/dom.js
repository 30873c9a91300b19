// Making and changing elements. Other people's texts only ever become text nodes, never markup.

export const find = (id) => document.getElementById(id);

/** An element with a text. */
export function make(tag, text = "", properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  element.textContent = text;
  return element;
}

/** Shows the text in the element, or hides it when there is none. */
export function showText(element, text) {
  element.textContent = text ?? "";
  element.hidden = !text;
}

/** Fills a <dl> with those rows that have a value. */
export function fillRows(list, rows) {
  list.replaceChildren(
    ...rows
      .filter(([, value]) => value)
      .flatMap(([term, value]) => [make("dt", term), make("dd", value)]),
  );
}

/** Fills a <select> with `[value, text]`, and selects the one that is given. */
export function fillSelect(select, options, selected) {
  select.replaceChildren(
    ...options.map(([value, text]) => make("option", text, { value: String(value) })),
  );
  if (selected !== undefined) select.value = String(selected);
}

/** Fills a <fieldset> with one radio button for each `[value, text]`; the first is checked, or the
 * one that is given. It is shown only when there is a choice. */
export function fillChoice(fieldset, name, options, selected) {
  fieldset.hidden = options.length < 2;
  if (fieldset.hidden) return;
  const row = make("div", "", { className: "choice-row" });
  for (const [index, [value, text]] of options.entries()) {
    const label = make("label");
    const radio = Object.assign(document.createElement("input"), {
      type: "radio",
      name,
      value,
      checked: selected === undefined ? index === 0 : value === selected,
    });
    label.append(radio, make("span", text));
    row.append(label);
  }
  fieldset.append(row);
}

/** The value of the radio button that is checked in a fieldset. */
export function readChoice(fieldset) {
  return fieldset.querySelector("input:checked")?.value;
}

/** Marks a field as wrong, and describes why below it; without a text it is right. */
export function markField(input, text) {
  const error = find(`${input.id}-error`);
  showText(error, text);
  if (text) {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
  } else {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}

/** A short word in a coloured pill; `kind` is good, bad or waiting. */
export function showPill(pill, text, kind) {
  pill.textContent = text;
  pill.className = `pill ${kind}`;
}
