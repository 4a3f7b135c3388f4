// One account or contact with the claims on it, each with its source and the place in it.

function recordItem(view, record, denied = false) {
  const what = record.isContact ? contactWords(record) : capital(record.status);
  const when = record.isContact ? TEXTS[view.contacts[record.number][3]] : spellDays(record);
  const place = record.place ? `, ${record.place}` : '';
  const doubt = denied ? ' (contradicted by a source)' : '';
  const claims = CLAIMS_ON[record.number].filter((claim) => counts(view, claim));
  return html('li', {},
    html('p', { class: 'account' }, html('b', { text: what }), ` ${when}${place}${doubt}`),
    said('outcome', record.outcome),
    said('small', record.present?.join(', '), 'Present: '),
    said('small', record.causes?.join('; '), 'Cause: '),
    html('ul', { class: 'claims' }, ...claims.map(claimItem)));
}

/** A paragraph or a part of one that is there only if there is something to say. */
function said(kind, text, before = '', tag = 'p') {
  return text ? html(tag, { class: kind, dir: 'auto', text: `${before}${text}` }) : null;
}

function contactWords({ mode, occurrence }) {
  return `${capital(mode)}, ${occurrence === 'none' ? 'none took place' : occurrence}`;
}

function spellDays({ start, end, endKind }) {
  if (end.startsWith('still')) return `from ${start}, ${end}`;
  if (end === 'not known') return `from ${start}; nobody says until when`;
  const kind = endKind && endKind !== 'observed' ? ` (${endKind})` : '';
  return `from ${start}, until ${end}${kind}`;
}

function claimItem(claim) {
  const voice = [
    claim.claimant ? `According to ${claim.claimant}` : '', claim.directness,
    claim.asOf ? `speaks until ${claim.asOf}` : '',
  ].filter(Boolean).join('; ');
  const value = claim.value ? `: ${claim.value}` : '';
  return html('li', { class: claim.denies ? 'denies' : '' },
    claim.denies ? html('span', { class: 'stance', text: 'Contradicts it: ' }) : null,
    html('bdi', { class: 'publisher', text: claim.publisher }), ' ', titleOf(claim),
    `, ${claim.published}`,
    said('locator', placeOf(claim), ', ', 'span'), '.',
    said('about', claim.field, ' On ', 'span'),
    said('about', claim.field && `${value}.`, '', 'span'),
    said('voice', voice && `${capital(voice)}.`, ' ', 'span'));
}

/** The place in a source: the number of a paragraph, or words of it, in which a quotation is one. */
function placeOf({ locator }) {
  if (!locator || /^para\b/.test(locator)) return locator;
  return `at “${locator.replace(/[“"]([^“”"]*)[”"]/g, '‘$1’')}”`;
}

function titleOf({ url, title }) {
  if (!url) return html('span', { dir: 'auto', text: title });
  return html('a', {
    href: url, rel: 'noopener noreferrer', target: '_blank', dir: 'auto', text: title,
  });
}
