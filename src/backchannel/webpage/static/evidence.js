// The evidence panel: what a verdict rests on, who sat on the channel, and its whole course.

const CERTAINTIES = ['surely', 'presumably', 'possibly'];
const HINT = 'Choose a channel, here or in a figure, to see what its verdict rests on, and who says so.';

/** Choose a channel, or let go of it; by keyboard the evidence takes the focus. */
function choose(id, byKey = false) {
  const isNew = state.channel !== id;
  set({ channel: isNew ? id : '' });
  if (!isNew || !byKey) return;
  // The panel is drawn in the next frame.
  requestAnimationFrame(() => requestAnimationFrame(() => byId('evidence').focus()));
}

/** Go back to where the channel was chosen: to its row, or to its name in the list of the day. */
function leaveEvidence() {
  const id = CSS.escape(state.channel);
  const isOfList = cameFromList === state.channel;
  cameFromList = '';
  set({ channel: '' });
  if (!isOfList) document.querySelector(`#rows [data-channel="${id}"]`)?.focus();
  else requestAnimationFrame(() => document.querySelector(`[data-listed="${id}"]`)?.focus());
}

/** The accounts that speak of a day, by how: covering it surely, carried to it, or possibly. */
function accountsOn(view, channel, day) {
  const found = { sure: [], carried: [], may: [] };
  for (const record of RECORDS_OF[channel.number]) {
    const account = view.accounts[record.number];
    if (!account) continue;
    const [startEarliest, startLatest, endEarliest, endLatest, carriedTo, denied] = account;
    const one = { record, endEarliest, carriedTo, denied: denied === 1 };
    const isCarried = carriedTo !== null && startLatest <= day && day <= carriedTo;
    if (startLatest <= day && day <= endEarliest) found.sure.push(one);
    else if (isCarried) found.carried.push(one);
    else if (startEarliest <= day && day <= endLatest) found.may.push(one);
  }
  const newest = Math.max(...found.carried.map((one) => one.endEarliest));
  found.older = found.carried.filter((one) => one.endEarliest < newest);
  found.carried = found.carried.filter((one) => one.endEarliest === newest);
  return found;
}

function drawEvidence() {
  const channel = CHANNEL_NAMED.get(state.channel);
  byId('evidence').classList.toggle('open', channel !== undefined);
  const view = currentView();
  byId('evidence-body').replaceChildren(...(channel ? panel(view, channel) : dayList(view)));
}

function panel(view, channel) {
  const sides = channel.sides.map((side) => FACTS.sides[side]).join(', ');
  const kicker = sides ? `${TYPE_NAMES[channel.type]} · ${sides}` : TYPE_NAMES[channel.type];
  return [
    html('button', { type: 'button', class: 'close', onclick: leaveEvidence, text: 'Close' }),
    html('p', { class: 'kicker', text: kicker }),
    html('h2', { id: 'evidence-head' }, name(channel.name)),
    ...verdictSaid(view, channel),
    ...whySaid(view, channel),
    ...contactSaid(view, channel),
    ...seatsSaid(view, channel),
    courseSaid(view, channel),
    ...everythingSaid(view, channel),
    html('p', { class: 'small', text: `Its id in the data: ${channel.id}` }),
  ];
}

function verdictSaid(view, channel) {
  const rank = rankAt(view, channel, state.day);
  const said = html('strong', { text: verdictInWords(rank) });
  const on = ` on ${dayInWords(state.day)}`;
  if (rank === null) return [html('p', { class: 'verdict' }, said, on)];
  const { first, last } = stretchAt(view, channel, state.day);
  const from = first > 0 ? `from ${dayInWords(first)}` : 'since before the data begin';
  const to = last < LAST_DAY ? `to ${dayInWords(last)}` : 'to the end of the data';
  return [
    html('p', { class: 'verdict' }, swatch(rank), ' ', said, on),
    html('p', { class: 'small', text: `So ${from} ${to}. View: ${view.name}.` }),
  ];
}

function whySaid(view, channel) {
  const rank = rankAt(view, channel, state.day) ?? UNKNOWN;
  const found = accountsOn(view, channel, state.day);
  const [words, accounts] = reason(view, channel, VERDICTS[rank], found);
  return [
    html('h3', { text: 'Why' }), html('p', { text: words }),
    html('ul', { class: 'accounts' }, ...accounts.map(({ record, denied }) => (
      recordItem(view, record, denied)))),
  ];
}

/** Why a verdict holds, and the accounts that say so. */
function reason(view, channel, { word, certainty }, found) {
  const all = [...found.sure, ...found.carried, ...found.may];
  if (word === 'unknown') return [silence(view, channel), []];
  if (word === 'contested') return ['The sources disagree about this day:', all];
  if (certainty === 'presumably') {
    return [carriedWords(found), found.carried.length ? found.carried : found.older];
  }
  return certainty === 'surely'
    ? ['It rests on accounts that cover this day however their dates are read:', found.sure]
    : ['On some reading of their dates, these accounts cover the day:', all];
}

function silence(view, channel) {
  const seen = lastSure(view, channel, state.day);
  const said = 'No source in the data calls it open or stopped on this day, and nothing is presumed to go on to it.';
  if (!seen) return said;
  return `${said} It was last surely known on ${dayInWords(seen.day)}: ${seen.verdict.word}.`;
}

function carriedWords({ carried }) {
  if (!carried.length) return 'It is presumed to go on from an earlier account:';
  const [{ endEarliest }] = carried;
  const to = dayInWords(clamped(Math.max(...carried.map((one) => one.carriedTo))));
  const seen = endEarliest >= 0 ? `on ${dayInWords(endEarliest)}` : 'before the data begin';
  return `Last seen ${seen}, and presumed to go on until ${to}, since nothing in between speaks `
    + 'against it. It is carried from:';
}

function contactSaid(view, channel) {
  const last = lastContact(view, channel, state.day);
  const where = last?.place ? `, ${last.place}` : '';
  const said = last ? `${capital(last.mode)}, ${TEXTS[view.contacts[last.number][3]]}${where}.`
    : 'None by this day.';
  const stands = FACTS.standing.includes(channel.type) ? 'A mission or a line stands between '
    + 'contacts, which few sources report: its verdict rests on its status.' : '';
  return [
    html('h3', { text: 'Last contact recorded' }), html('p', { dir: 'auto', text: said }),
    stands && html('p', { class: 'small', text: stands }),
  ].filter(Boolean);
}

function seatsSaid(view, channel) {
  const seats = TIES_OF[channel.number]
    .map((tie) => [tie, seatedOn(view, tie, state.day)])
    .filter(([, least]) => least !== null)
    .sort(([, one], [, other]) => one - other);
  if (!seats.length) return [];
  return [
    html('h3', { text: 'Who sits on it that day' }),
    html('ul', { class: 'seats' }, ...seats.map(([tie, least]) => seatItem(tie, least))),
  ];
}

function seatItem(tie, least) {
  const said = [tie.via, tie.role === 'party' ? '' : tie.role, least ? CERTAINTIES[least] : '']
    .filter(Boolean).map((words) => `, ${words}`).join('');
  return html('li', {}, name(tie.name), html('span', { class: 'small', dir: 'auto', text: said }));
}

/** The stretches of the channel in words, for who does not see the timeline. */
function courseSaid(view, channel) {
  const course = view.courses[channel.number];
  const items = [];
  for (let place = 0; place < course.length; place += 2) {
    const rank = course[place + 1];
    const last = (course[place + 2] ?? FACTS.days) - 1;
    if (rank === UNKNOWN) continue;
    const days = `${dayInWords(course[place])} to ${dayInWords(last)}`;
    items.push(html('li', {}, swatch(rank), ` ${days}: ${verdictInWords(rank)}`));
  }
  return html('details', {}, html('summary', { text: `Its whole course (${items.length})` }),
    html('ul', { class: 'stretches' }, ...items));
}

/** All that the data hold of the channel, made when it is first opened. */
function everythingSaid(view, channel) {
  const records = RECORDS_OF[channel.number].filter((record) => (
    view.accounts[record.number] || (record.isContact && view.contacts[record.number])));
  if (!records.length) return [];
  const list = html('ul', { class: 'accounts' });
  const words = `All accounts and contacts (${records.length})`;
  const details = html('details', {}, html('summary', { text: words }), list);
  details.addEventListener('toggle', () => {
    if (!details.open || list.children.length) return;
    list.append(...records.map((record) => recordItem(view, record)));
  });
  return [details];
}
