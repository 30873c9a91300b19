// SPDX-License-Identifier: MIT
// When the next charge is due. Times are unix seconds from PortOne, never from this machine's clock.

export const DAY = 86_400;
const SEOUL = 9 * 3_600; // ahead of UTC all year: Korea has no summer time

/** Each plan: the time of the charge after `paidAt`, the `months`th since the first. */
export const PLANS = {
  days: (paidAt) => paidAt + 30 * DAY,
  calendar: (paidAt, firstPaidAt, months) => monthsAfter(firstPaidAt, months),
  'daily-job': (paidAt) => paidAt + 30 * DAY,
};

/**
 * The same day and time of day months later in Seoul, or the last day of a shorter month. Counted
 * from the first payment: from the one before, the 31st would stay the 29th after February.
 */
function monthsAfter(first, months) {
  const date = new Date((first + SEOUL) * 1000); // its UTC fields are Seoul's
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) / 1000;
  return midnight + ((first + SEOUL) % DAY) - SEOUL;
}

/** "2024-02-29" */
export function dateInSeoul(time) {
  return new Date((time + SEOUL) * 1000).toISOString().slice(0, 10);
}
