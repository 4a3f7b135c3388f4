// What the page knows: the facts as they were shipped, and how a verdict is looked up.
// No verdict is worked out here: stretches, comparisons and bounds come from Backchannel.

/** The facts as they were shipped: JSON, deflated, in base64. */
async function unpacked() {
  const signs = atob(document.getElementById('facts').textContent);
  const bytes = new Uint8Array(signs.length);
  for (let place = 0; place < signs.length; place += 1) bytes[place] = signs.charCodeAt(place);
  const packed = new Blob([bytes]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream('deflate'))).json();
}

if (!('DecompressionStream' in window)) {
  const said = document.getElementById('misread');
  said.textContent = 'This page draws its figures in browsers of May 2023 or later.';
  said.hidden = false;
  return;
}

const FACTS = await unpacked();
const TEXTS = FACTS.texts;
const VERDICTS = FACTS.verdicts;
const UNKNOWN = VERDICTS.findIndex((verdict) => verdict.word === 'unknown');
const LAST_DAY = FACTS.days - 1;

const PLURALS = {
  'head-of-state': 'Heads of state', 'foreign-ministry': 'Foreign ministries',
  mission: 'Embassies and missions', 'special-envoy': 'Special envoys',
  'security-council': 'Security councils', hotline: 'Hotlines', 'treaty-body': 'Treaty bodies',
  'prisoner-exchange': 'Prisoner exchanges', 'joint-commission': 'Joint commissions',
  'working-group': 'Working groups', parliamentary: 'Parliaments', mediator: 'Mediators',
  multilateral: 'Multilateral forums', technical: 'Technical lines', allied: 'Among allies',
  internal: 'Within one side', public: 'In public',
};
const TYPE_NAMES = Object.fromEntries(FACTS.types.map((type) => (
  [type, PLURALS[type] ?? capital(type.replaceAll('-', ' '))])));

const CHANNELS = FACTS.channels.map(([id, name, type, sides, joins], number) => ({
  id, name, type: FACTS.types[type], sides, joins, number,
  wanted: [name, id, FACTS.types[type], TYPE_NAMES[FACTS.types[type]]].join(' '),
}));
const CHANNEL_NAMED = new Map(CHANNELS.map((channel) => [channel.id, channel]));

const [FIRST_VIEW] = FACTS.views;
const VIEWS = FACTS.views.map((view) => {
  const whole = { ...view };
  for (const name of ['courses', 'last', 'accounts', 'contacts', 'ties']) {
    // A row that is 0 is that of the first view, which has none.
    whole[name] = view[name].map((row, place) => (row === 0 ? FIRST_VIEW[name][place] : row));
  }
  return whole;
});
const VIEW_NAMED = new Map(VIEWS.map((view) => [view.key, view]));

const RECORDS = FACTS.records.map((row, number) => {
  const [channel, kind, id] = row;
  const of = { number, channel, id, isContact: kind === 1 };
  if (of.isContact) {
    [of.mode, of.occurrence, of.place] = row.slice(3, 6).map((text) => TEXTS[text]);
    of.outcome = row[6];
    of.present = row[7].map((text) => TEXTS[text]);
  } else {
    [of.status, of.start, of.end, of.endKind] = row.slice(3, 7).map((text) => TEXTS[text]);
    of.causes = row[7].map((cause) => FACTS.disruptions[cause]);
  }
  return of;
});
const RECORDS_OF = CHANNELS.map(() => []);
for (const record of RECORDS) RECORDS_OF[record.channel].push(record);

const CLAIMS_ON = RECORDS.map(() => []);
FACTS.claims.forEach((row, number) => {
  const [record, source, locator, claimant, denies, field, value, directness, asOf] = row;
  const [title, publisher, published, url] = FACTS.sources[source];
  CLAIMS_ON[record].push({
    number, locator, denies: denies === 1, title, url,
    claimant: TEXTS[claimant], field: TEXTS[field], value: TEXTS[value],
    directness: TEXTS[directness], asOf: TEXTS[asOf],
    publisher: TEXTS[publisher], published: TEXTS[published],
  });
});

/** Whether a claim counts in a view: its bit in the view's hexadecimal digits. */
function counts(view, claim) {
  if (!view.claims) return true;
  const digit = Number.parseInt(view.claims[claim.number >> 2], 16);
  return ((digit >> (3 - (claim.number & 3))) & 1) === 1;
}

const TIES_OF = CHANNELS.map(() => []);
const TIES = FACTS.ties.map(([channel, part, name, role, via, side], number) => {
  const tie = {
    number, channel, part, name: TEXTS[name], role: TEXTS[role], via: TEXTS[via], side: TEXTS[side],
  };
  TIES_OF[channel].push(tie);
  return tie;
});

// A channel is found by who sat on it, too; a state sits on so many that it would find them all.
const STATES = new Set(Object.values(FACTS.sides));
const SITTERS = CHANNELS.map(({ number }) => new Set(TIES_OF[number]
  .flatMap((tie) => [tie.name, tie.via]).filter((said) => said && !STATES.has(said))));
for (const channel of CHANNELS) {
  channel.wanted += ` ${[...SITTERS[channel.number]].join(' ')}`;
}
/**
 * A text as it is looked for: without case and accents, Cyrillic as English writes it, and a name
 * that German spells otherwise (Lawrow, Sergej, Tschurkin) as English does.
 */
function spelt(text) {
  const latin = text.normalize('NFC').toLowerCase()
    .replace(/\p{Script=Cyrillic}/gu, (letter) => FACTS.cyrillic[letter] ?? letter);
  return latin.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('tsch', 'ch')
    .replaceAll('sch', 'sh').replaceAll('w', 'v').replace(/[jy]/g, 'i');
}

/** Each word in which something is found, once, by how it is looked for. */
const WORDS = new Map(CHANNELS.flatMap(({ wanted }) => wanted.match(/[\p{L}\p{N}]+/gu) ?? [])
  .map((word) => [spelt(word), word]));
for (const channel of CHANNELS) channel.wanted = spelt(channel.wanted);

/** How sure it is that somebody sat on a channel on a day: 0 surely, 1, 2 possibly; null if not. */
function seatedOn(view, tie, day) {
  const days = view.ties[tie.number];
  if (!days) return null;
  for (let least = 0; least < 3; least += 1) {
    if (days[2 * least] <= day && day <= days[2 * least + 1]) return least;
  }
  return null;
}

/** The place in a flat list (day, value, day, value, …) of the last pair that begins by a day. */
function placeBy(pairs, day) {
  let low = 0;
  let high = pairs.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[2 * middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The stretch of a channel that holds a day: its first and last day, and its verdict's rank. */
function stretchAt(view, channel, day) {
  const course = view.courses[channel.number];
  const place = placeBy(course, day);
  const last = 2 * place + 2 < course.length ? course[2 * place + 2] - 1 : LAST_DAY;
  return { first: course[2 * place], last, rank: course[2 * place + 1] };
}

/** The stretches of a channel from one day to another, cut to them. */
function stretchesOf(view, channel, from = 0, to = LAST_DAY) {
  const found = [];
  for (let day = from; day <= to;) {
    const { last, rank } = stretchAt(view, channel, day);
    found.push({ first: day, last: Math.min(last, to), rank });
    day = last + 1;
  }
  return found;
}

/** Whether a channel joins the two sides on some day from one to another. */
function joins(channel, first, last = first) {
  if (!channel.joins) return true;
  return channel.joins.some(([from, to]) => from <= last && to >= first);
}

/** The rank of the verdict on a channel on a day, or null where it does not join the two sides. */
function rankAt(view, channel, day) {
  return joins(channel, day) ? stretchAt(view, channel, day).rank : null;
}

/** The last record of a contact through a channel that was surely over by a day, or null. */
function lastContact(view, channel, day) {
  const pairs = view.last[channel.number];
  const place = placeBy(pairs, Math.min(day, view.end));
  return place < 0 ? null : RECORDS[pairs[2 * place + 1]];
}

/** The last day with a sure verdict by a day, and the verdict; null if there is none. */
function lastSure(view, channel, day) {
  const course = view.courses[channel.number];
  for (let place = placeBy(course, day); place >= 0; place -= 1) {
    const verdict = VERDICTS[course[2 * place + 1]];
    const next = course[2 * place + 2];
    if (verdict.certainty === 'surely') {
      return { day: Math.min(next === undefined ? LAST_DAY : next - 1, day), verdict };
    }
  }
  return null;
}

/** Two days compared, as `backchannel lost` does: lists of channels by what became of them. */
function compared(view, channels, one, other) {
  const [first, last] = [Math.min(one, other), Math.max(one, other)]
    .map((day) => Math.min(day, view.end));
  const lists = {
    lost: [], out_of_sight: [], gained: [], into_view: [], interrupted: [], degraded: [],
    found_stopped: [],
  };
  for (const channel of channels) {
    if (!joins(channel, first, last)) continue;
    const was = stretchAt(view, channel, first).rank;
    const now = stretchAt(view, channel, last).rank;
    const change = FACTS.changes[was][now];
    if (change) lists[FACTS.change_names[change - 1]].push({ channel, was, now });
    else if (holdsUsable(was) && holdsUsable(now)) {
      if (stoppedBetween(view, channel, first, last)) lists.interrupted.push({ channel, was, now });
      else if (VERDICTS[was].word === 'open' && VERDICTS[now].word === 'degraded') {
        lists.degraded.push({ channel, was, now });
      }
    } else if (holdsStopped(now) && !holdsStopped(was)) {
      lists.found_stopped.push({ channel, was, now });
    }
  }
  return { first, last, lists };
}

function holdsUsable(rank) {
  return VERDICTS[rank].holds && VERDICTS[rank].usable;
}

function holdsStopped(rank) {
  return VERDICTS[rank].holds && VERDICTS[rank].usable === false;
}

function stoppedBetween(view, channel, first, last) {
  const course = view.courses[channel.number];
  const [from, to] = [placeBy(course, first), placeBy(course, last)];
  for (let place = from; place <= to; place += 1) {
    if (VERDICTS[course[2 * place + 1]].stop) return true;
  }
  return false;
}
