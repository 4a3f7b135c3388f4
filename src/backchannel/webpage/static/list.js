// What could be used on the day, by name: what stands where no channel is chosen.

/** So many names stand open; of more, the types with most of them are folded. */
const OPEN_NAMES = { wide: 45, narrow: 16 };
/** What a reader has folded or unfolded stays so from day to day. */
const folds = new Map();
let cameFromList = '';

const LISTED = [
  ['Only possibly usable', (verdict) => verdict.usable && !verdict.holds],
  ['Contested', (verdict) => verdict.word === 'contested'],
  ['Stopped', (verdict) => verdict.usable === false],
];

function dayList(view) {
  const ranked = filtered().map((channel) => ({ channel, rank: rankAt(view, channel, state.day) }))
    .filter(({ rank }) => rank !== null && rank !== UNKNOWN);
  const usable = ranked.filter(({ rank }) => holdsUsable(rank));
  const others = LISTED.map(([title, isOne]) => (
    [title, ranked.filter(({ rank }) => isOne(VERDICTS[rank]))]));
  return [
    html('h2', { id: 'evidence-head', text: `Usable on ${dayInWords(state.day)}` }),
    html('p', { class: 'hint', text: isNothingFound() ? nothingFound() : usableInWords(usable) }),
    ...usableByType(usable),
    ...others.filter(([, rows]) => rows.length).map(([title, rows]) => fold(title, rows, false)),
    html('p', { class: 'hint', text: HINT }),
  ];
}

function usableInWords(usable) {
  if (!usable.length) return 'No channel, surely or presumably.';
  const of = (certainty) => usable.filter(({ rank }) => VERDICTS[rank].certainty === certainty);
  const parts = ['surely', 'presumably'].map((how) => [of(how).length, how])
    .filter(([number]) => number).map(([number, how]) => `${number} ${how}`);
  return `${counted(usable.length, 'channel')}: ${listed(parts)}.`;
}

/** A heading and names for each type; the smallest are open, until there are too many names. */
function usableByType(usable) {
  const types = FACTS.types.map((type) => (
    [type, usable.filter(({ channel }) => channel.type === type)])).filter(([, rows]) => rows.length);
  const room = window.innerWidth > 1050 ? OPEN_NAMES.wide : OPEN_NAMES.narrow;
  const open = new Set();
  let names = 0;
  for (const [type, rows] of [...types].sort(([, one], [, other]) => one.length - other.length)) {
    names += rows.length;
    if (names <= room) open.add(type);
  }
  return types.map(([type, rows]) => fold(TYPE_NAMES[type], rows, open.has(type)));
}

/** A list under a heading that can be folded; its names are made when they are first shown. */
function fold(title, rows, isOpen) {
  const list = html('ul', { class: 'of-day' });
  const fill = () => {
    if (list.children.length) return;
    const sorted = [...rows].sort((one, other) => weight(other.rank) - weight(one.rank)
      || one.channel.name.localeCompare(other.channel.name, 'en'));
    list.append(...sorted.map(listItem));
  };
  const words = html('summary', {}, title, html('span', { class: 'number', text: ` ${rows.length}` }));
  words.addEventListener('click', () => folds.set(title, !details.open));
  const details = html('details', { class: 'fold' }, words, list);
  details.addEventListener('toggle', () => details.open && fill());
  details.open = folds.get(title) ?? isOpen;
  if (details.open) fill();
  return details;
}

function listItem({ channel, rank }) {
  const onclick = (event) => {
    cameFromList = channel.id;
    choose(channel.id, event.detail === 0);
  };
  const { word, certainty } = VERDICTS[rank];
  const isPlain = word === 'open' && certainty === 'surely';
  const said = html('span', { class: isPlain ? 'unseen' : 'small', text: `: ${verdictInWords(rank)}` });
  return html('li', {}, html(
    'button',
    { type: 'button', class: 'plain', 'data-listed': channel.id, onclick },
    swatch(rank),
    html('span', {}, name(channel.name), said),
  ));
}
