// The form of the person who is identified.
import { fillChoice, fillSelect, find, markField, readChoice } from "./dom.js";

/** "19900101", "1990.1.1" or "1990-01-01" as "1990-01-01"; null when it is no date. */
export function readBirthday(text) {
  const parts = /^\s*(\d{4})\D?(\d{1,2})\D?(\d{1,2})\s*$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** A telephone number of ten or eleven digits, whatever is between them; null for anything else. */
export function readPhone(text) {
  return /^0\d{9,10}$/.test(text.replace(/\D/g, "")) ? text.trim() : null;
}

export class PersonForm {
  #translate;

  constructor({ person, carriers }, translate) {
    this.#translate = translate;
    find("person-name").value = person.name ?? "";
    find("birthday").value = person.birthday ?? "";
    find("phone").value = person.phone ?? "";
    find("foreigner").checked = person.foreigner ?? false;
    fillSelect(
      find("gender"),
      ["male", "female"].map((gender) => [gender, translate(gender)]),
      person.gender ?? "male",
    );
    fillChoice(
      find("carrier"),
      "carrier",
      carriers.map((carrier) => [carrier, carrier.replace("_MVNO", translate("mvno"))]),
      carriers.includes(person.carrier) ? person.carrier : carriers[0],
    );
    for (const id of ["person-name", "birthday", "phone"]) {
      find(id).addEventListener("input", () => markField(find(id)));
    }
  }

  /** The person; null, with the fields marked, when something is missing. */
  read() {
    const name = find("person-name").value.trim();
    const birthday = readBirthday(find("birthday").value);
    const phone = readPhone(find("phone").value);
    const wrong = [
      this.#check("person-name", name, "name_missing"),
      this.#check("birthday", birthday, "birthday_wrong"),
      this.#check("phone", phone, "phone_wrong"),
    ].find(Boolean);
    if (wrong) {
      wrong.focus();
      return null;
    }
    return {
      name,
      birthday,
      gender: find("gender").value,
      phone,
      carrier: readChoice(find("carrier")),
      foreigner: find("foreigner").checked,
    };
  }

  #check(id, value, key) {
    markField(find(id), value ? null : this.#translate(key));
    return value ? null : find(id);
  }
}
