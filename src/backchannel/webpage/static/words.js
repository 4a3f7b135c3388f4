// Days and verdicts in words.

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
  'September', 'October', 'November', 'December'];
const DAY_LENGTH = 86400000;
const FIRST_MOMENT = Date.parse(`${FACTS.from}T00:00:00Z`);

function dateOf(day) {
  return new Date(FIRST_MOMENT + day * DAY_LENGTH);
}

function isoOf(day) {
  return dateOf(day).toISOString().slice(0, 10);
}

/** The number of a day given as text, cut to the days of the data; null if it is no day. */
function dayOf(iso) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso || '')) return null;
  const moment = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(moment)) return null;
  return clamped(Math.round((moment - FIRST_MOMENT) / DAY_LENGTH));
}

function clamped(day) {
  return Math.min(Math.max(day, 0), LAST_DAY);
}

function dayInWords(day) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** The same day so many months later, or the last day of that month. */
function monthsLater(day, months) {
  const date = dateOf(day);
  const number = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(Math.floor(number / 12), (number % 12) + 1, 0));
  const later = new Date(Date.UTC(
    Math.floor(number / 12), number % 12, Math.min(date.getUTCDate(), lastOfMonth.getUTCDate()),
  ));
  return clamped(Math.round((later.getTime() - FIRST_MOMENT) / DAY_LENGTH));
}

function verdictInWords(rank) {
  if (rank === null) return 'not a channel of these sides on this day';
  const { word, certainty } = VERDICTS[rank];
  return certainty ? `${word}, ${certainty}` : word;
}

/** The class of a verdict in the style sheet. */
function verdictClass(rank) {
  if (rank === null) return 'none';
  const { word, certainty } = VERDICTS[rank];
  return certainty ? `${word} ${certainty}` : word;
}

function counted(number, noun) {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listed(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** How many of some channels are usable, contested, stopped and unknown on a day. */
function tallied(view, channels, day) {
  const found = {
    usable: 0, surely: 0, presumably: 0, possibly: 0, contested: 0, stopped: 0, unknown: 0,
    outside: 0, byRank: VERDICTS.map(() => 0),
  };
  for (const channel of channels) {
    const rank = rankAt(view, channel, day);
    if (rank === null) {
      found.outside += 1;
      continue;
    }
    found.byRank[rank] += 1;
    const verdict = VERDICTS[rank];
    if (verdict.usable && verdict.holds) {
      found.usable += 1;
      found[verdict.certainty] += 1;
    } else if (verdict.usable) found.possibly += 1;
    else if (verdict.usable === false) found.stopped += 1;
    else found[verdict.word] += 1;
  }
  return found;
}

/** What the figures show on a day, in two sentences. */
function summary(view, channels, day) {
  if (isNothingFound()) {
    return `${nothingFound()} “Show all” lifts the filters.`;
  }
  const tally = tallied(view, channels, day);
  const parts = [];
  if (tally.surely) parts.push(`${tally.surely} surely`);
  if (tally.presumably) parts.push(`${tally.presumably} presumably`);
  const sure = parts.length ? ` (${parts.join(', ')})` : '';
  const rest = [
    [tally.possibly, 'only possibly usable'], [tally.contested, 'contested'],
    [tally.stopped, 'stopped'], [tally.unknown, 'unknown'],
  ].filter(([number]) => number).map(([number, words]) => `${number} ${words}`);
  const others = rest.length ? `; ${listed(rest)}` : '';
  const which = channels.length < CHANNELS.length ? `, of the ${channels.length} shown` : '';
  return `On ${dayInWords(day)}: ${tally.usable} usable${sure}${others}${which}.`;
}

/** Say that no channel passes the filters, and which they are. */
function nothingFound() {
  if (!CHANNELS.length) return 'The data hold no channel of these sides.';
  const limits = [
    state.type && `type: ${TYPE_NAMES[state.type]}`, state.side && `side: ${FACTS.sides[state.side]}`,
  ].filter(Boolean);
  const among = limits.length ? ` (${limits.join(', ')})` : '';
  const words = state.find.trim();
  if (!words) return `No channel${among}.`;
  const near = wordsToFind().map(nearest).find(Boolean);
  const meant = near ? ` Did you mean “${near}”?` : '';
  return `No channel matches “${words}”${among}.${meant}`;
}

/** The word of the data that is nearest to one that is in none of them, if one is near at all. */
function nearest(word) {
  const most = Math.min(2, Math.floor(word.length / 4));
  if (!most || CHANNELS.some(({ wanted }) => wanted.includes(word))) return null;
  let [found, least] = [null, most + 1];
  for (const [other, written] of WORDS) {
    if (Math.abs(other.length - word.length) >= least) continue;
    const apart = lettersApart(word, other);
    if (apart < least) [found, least] = [written, apart];
  }
  return found;
}

/** How many letters to put in, leave out, change or swap with the next make one word the other. */
function lettersApart(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  let before = row;
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let place = 1; place <= other.length; place += 1) {
      const changed = row[place - 1] + (one[line - 1] === other[place - 1] ? 0 : 1);
      const isSwapped = line > 1 && place > 1
        && one[line - 1] === other[place - 2] && one[line - 2] === other[place - 1];
      const swapped = isSwapped ? before[place - 2] + 1 : Infinity;
      next.push(Math.min(changed, swapped, row[place] + 1, next[place - 1] + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1);
}
