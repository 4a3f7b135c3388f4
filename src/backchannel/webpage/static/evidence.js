// The evidence panel: what a verdict rests on, who sat on the channel, and who says so.

const STATUS_OF = (record) => (record.isContact ? 'contact' : record.status);
const CERTAINTIES = ['surely', 'presumably', 'possibly'];

function choose(id) {
  set({ channel: state.channel === id ? '' : id });
}

/** The accounts that speak of a day, by how: covering it surely, carried to it, or possibly. */
function accountsOn(view, channel, day) {
  const found = { sure: [], carried: [], may: [] };
  for (const record of RECORDS_OF[channel.number]) {
    const account = view.accounts[record.number];
    if (!account) continue;
    const [startEarliest, startLatest, endEarliest, endLatest, carriedTo, denied] = account;
    const one = { record, endEarliest, carriedTo, denied: denied === 1 };
    if (startLatest <= day && day <= endEarliest) found.sure.push(one);
    else if (carriedTo !== null && startLatest <= day && day <= carriedTo) found.carried.push(one);
    else if (startEarliest <= day && day <= endLatest) found.may.push(one);
  }
  const newest = Math.max(...found.carried.map((one) => one.endEarliest));
  found.older = found.carried.filter((one) => one.endEarliest < newest);
  found.carried = found.carried.filter((one) => one.endEarliest === newest);
  return found;
}

function drawEvidence() {
  const channel = CHANNEL_NAMED.get(state.channel);
  const panel = byId('evidence');
  panel.classList.toggle('open', channel !== undefined);
  if (!channel) {
    byId('evidence-body').replaceChildren(
      html('h2', { id: 'evidence-head', text: 'Evidence' }),
      html('p', {
        class: 'hint',
        text: 'Choose a channel in a figure to see what its verdict rests on, and who says so.',
      }),
    );
    return;
  }
  const view = currentView();
  byId('evidence-body').replaceChildren(
    html('button', { type: 'button', class: 'close', id: 'evidence-close', onclick: leaveEvidence }, 'Close'),
    html('p', { class: 'kicker', text: typeAndSides(channel) }),
    html('h2', { id: 'evidence-head' }, name(channel.name)),
    ...verdictSaid(view, channel),
    ...whySaid(view, channel),
    ...contactSaid(view, channel),
    ...seatsSaid(view, channel),
    ...courseSaid(view, channel),
    ...everythingSaid(view, channel),
    html('p', { class: 'small' }, `In the data: ${channel.id}`),
  );
}

function typeAndSides(channel) {
  const sides = channel.sides.map((side) => FACTS.sides[side]);
  return `${TYPE_NAMES[channel.type]}${sides.length ? ` · ${sides.join(', ')}` : ''}`;
}

function verdictSaid(view, channel) {
  const rank = rankAt(view, channel, state.day);
  const { first, last } = stretchAt(view, channel, state.day);
  const from = first > 0 ? `from ${dayInWords(first)}` : 'since before the data begin';
  const to = last < LAST_DAY ? `to ${dayInWords(last)}` : 'to the end of the data';
  const line = rank === null ? [] : [swatch(rank), ' '];
  return [
    html('p', { class: 'verdict' }, ...line, html('strong', { text: verdictInWords(rank) }), ` on ${dayInWords(state.day)}`),
    ...(rank === null ? [] : [html('p', { class: 'small', text: `So ${from} ${to}; ${view.name.toLowerCase()}.` })]),
  ];
}

function whySaid(view, channel) {
  const { certainty, word } = VERDICTS[rankAt(view, channel, state.day) ?? UNKNOWN];
  const found = accountsOn(view, channel, state.day);
  const heading = html('h3', { text: 'Why' });
  if (word === 'unknown') {
    const seen = lastSure(view, channel, state.day);
    const said = seen ? ` It was last surely known on ${dayInWords(seen.day)}: ${seen.verdict.word}.` : '';
    return [heading, html('p', { text: `No source in the data speaks of this day, and nothing is presumed to go on to it.${said}` })];
  }
  if (word === 'contested') {
    return [heading, html('p', { text: 'The sources disagree about this day:' }), accountList(view, [...found.sure, ...found.carried, ...found.may])];
  }
  const use = {
    surely: ['It rests on accounts that cover this day however their dates are read:', found.sure],
    presumably: [carriedWords(found), found.carried.length ? found.carried : found.older],
    possibly: ['On some reading of their dates, these accounts cover the day:', [...found.may, ...found.sure]],
  }[certainty];
  return [heading, html('p', { text: use[0] }), accountList(view, use[1])];
}

function carriedWords({ carried }) {
  if (!carried.length) return 'It is presumed to go on from an earlier account:';
  const [{ endEarliest }] = carried;
  const to = Math.max(...carried.map((one) => one.carriedTo));
  const seen = endEarliest >= 0 ? `Last seen on ${dayInWords(endEarliest)}` : 'Last seen before the data begin';
  return `${seen}, and presumed to go on until ${dayInWords(clamped(to))}, since nothing in between speaks against it. It is carried from:`;
}

function accountList(view, accounts) {
  return html('ul', { class: 'accounts' }, ...accounts.map(({ record, denied }) => recordItem(view, record, denied)));
}

function recordItem(view, record, denied = false) {
  const days = view.contacts[record.number];
  const when = record.isContact ? TEXTS[days[3]] : spellDays(record);
  const what = record.isContact
    ? `${capital(record.mode)}, ${record.occurrence === 'none' ? 'none took place' : record.occurrence}`
    : capital(record.status);
  const place = record.place ? `, ${record.place}` : '';
  const claims = CLAIMS_ON[record.number].filter((claim) => counts(view, claim));
  return html('li', {},
    html('p', { class: 'account' }, html('b', { text: what }), ` ${when}${place}${denied ? ' (denied by a source)' : ''}`),
    ...(record.outcome ? [html('p', { class: 'outcome', dir: 'auto', text: record.outcome })] : []),
    ...(record.present?.length ? [html('p', { class: 'small', dir: 'auto', text: `Present: ${record.present.join(', ')}` })] : []),
    ...(record.causes?.length ? [html('p', { class: 'small', dir: 'auto', text: `Cause: ${record.causes.join('; ')}` })] : []),
    html('ul', { class: 'claims' }, ...claims.map(claimItem)));
}

function spellDays(record) {
  const end = record.endKind ? `${record.end} (${record.endKind})` : record.end;
  return `from ${record.start}, to ${end}`;
}

function claimItem(claim) {
  const title = claim.url
    ? html('a', { href: claim.url, rel: 'noopener noreferrer', target: '_blank', dir: 'auto', text: claim.title })
    : html('span', { dir: 'auto', text: claim.title });
  const about = claim.field ? ` ${claim.denies ? 'denies' : 'says'} ${claim.field.replaceAll('_', ' ')}${claim.value ? `: ${claim.value}` : ''}` : '';
  const said = [claim.claimant ? `According to ${claim.claimant}` : '', claim.directness, claim.asOf ? `speaks until ${claim.asOf}` : '']
    .filter(Boolean).join('; ');
  return html('li', { class: claim.denies ? 'denies' : '' },
    html('span', { class: 'stance', text: claim.denies ? 'Denied: ' : '' }),
    html('bdi', { class: 'publisher', text: claim.publisher }), ' ', title, `, ${claim.published}`,
    ...(claim.locator ? [html('span', { class: 'locator', dir: 'auto', text: ` “${claim.locator}”` })] : []),
    ...(about ? [html('span', { class: 'about', dir: 'auto', text: about })] : []),
    ...(said ? [html('span', { class: 'said', dir: 'auto', text: ` ${said}.` })] : []));
}

function contactSaid(view, channel) {
  const last = lastContact(view, channel, state.day);
  const said = last ? `${capital(last.mode)}, ${TEXTS[view.contacts[last.number][3]]}${last.place ? `, ${last.place}` : ''}.` : 'None by this day in these data.';
  return [html('h3', { text: 'Last documented contact' }), html('p', { dir: 'auto', text: said })];
}

function seatsSaid(view, channel) {
  const seats = TIES_OF[channel.number]
    .map((tie) => [tie, seatedOn(view, tie, state.day)]).filter(([, least]) => least !== null)
    .sort(([, one], [, other]) => one - other);
  if (!seats.length) return [];
  return [
    html('h3', { text: 'Who sits on it that day' }),
    html('ul', { class: 'seats' }, ...seats.map(([tie, least]) => html('li', {},
      name(tie.name),
      html('span', { class: 'small', text: `${tie.via ? `, ${tie.via}` : ''}${tie.role === 'party' ? '' : ` (${tie.role})`}${least ? `, ${CERTAINTIES[least]}` : ''}` })))),
  ];
}

/** The stretches of the channel around the day, for who does not see the timeline. */
function courseSaid(view, channel) {
  const course = view.courses[channel.number];
  const items = [];
  for (let place = 0; place < course.length; place += 2) {
    const rank = course[place + 1];
    const last = place + 2 < course.length ? course[place + 2] - 1 : LAST_DAY;
    if (rank === UNKNOWN) continue;
    items.push(html('li', {}, swatch(rank), ` ${dayInWords(course[place])} to ${dayInWords(last)}: ${verdictInWords(rank)}`));
  }
  return [html('details', {}, html('summary', { text: `Its whole course (${counted(items.length, 'stretch').replace('stretchs', 'stretches')})` }),
    html('ul', { class: 'stretches' }, ...items))];
}

/** All that the data hold of the channel, made when it is first opened. */
function everythingSaid(view, channel) {
  const records = RECORDS_OF[channel.number].filter((record) => (
    view.accounts[record.number] || (record.isContact && view.contacts[record.number])));
  const list = html('ul', { class: 'accounts' });
  const details = html('details', {}, html('summary', { text: `All accounts and contacts (${records.length})` }), list);
  details.addEventListener('toggle', () => {
    if (details.open && !list.children.length) list.append(...records.map((record) => recordItem(view, record)));
  });
  return records.length ? [details] : [];
}

function leaveEvidence() {
  const button = document.querySelector(`#rows [data-channel="${CSS.escape(state.channel)}"]`);
  set({ channel: '' });
  button?.focus();
}
