// The day, the filters and the switches.

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
let playing = null;

function option(value, text) {
  return html('option', { value, text });
}

function fillControls() {
  byId('slider').max = LAST_DAY;
  for (const id of ['date', 'with']) {
    byId(id).min = isoOf(0);
    byId(id).max = isoOf(LAST_DAY);
  }
  byId('view').append(...VIEWS.map((view) => option(view.key, view.name)));
  const types = FACTS.types.filter((type) => CHANNELS.some((channel) => channel.type === type));
  byId('type').append(option('', 'All types'), ...types.map((type) => (
    option(type, TYPE_NAMES[type]))));
  const sides = Object.entries(FACTS.sides).sort(([, one], [, other]) => one.localeCompare(other));
  byId('side').append(option('', 'All sides'), ...sides.map(([code, side]) => option(code, side)));
  byId('stops').append(option('', 'Key dates'), ...FACTS.stops.map(([day, words]) => (
    option(String(day), `${isoOf(day)} ${words}`))));
  byId('zoom').append(...[...ZOOMS].map(([zoom, words]) => html('button', {
    type: 'button', 'data-zoom': zoom, text: words, onclick: () => set({ zoom }),
  })));
}

function listen() {
  const slider = byId('slider');
  slider.addEventListener('input', () => set({ day: Number(slider.value) }));
  slider.addEventListener('keydown', slideByKey);
  byId('date').addEventListener('change', (event) => setDay('day', event.target));
  byId('with').addEventListener('change', (event) => setDay('with', event.target));
  for (const name of ['view', 'type', 'side']) {
    byId(name).addEventListener('change', (event) => set({ [name]: event.target.value }));
  }
  byId('find').addEventListener('input', (event) => set({ find: event.target.value }));
  byId('stops').addEventListener('change', (event) => {
    if (event.target.value) set({ day: Number(event.target.value) });
  });
  byId('before').addEventListener('click', () => set({ day: stopBeside(-1) }));
  byId('after').addEventListener('click', () => set({ day: stopBeside(1) }));
  byId('play').addEventListener('click', () => (playing ? pause() : play()));
  byId('plain').addEventListener('click', () => set({ type: '', side: '', find: '' }));
  byId('theme').addEventListener('click', () => set({ theme: isDark() ? 'light' : 'dark' }));
  byId('compare-off').addEventListener('click', endComparison);
  byId('copy').addEventListener('click', copyLink);
  byId('rows').addEventListener('keydown', (event) => (
    roving(() => [...byId('rows').querySelectorAll('button[data-channel]')], event)));
  document.addEventListener('keydown', (event) => {
    // In a search field the key empties the field.
    const isTyping = event.target.matches('input[type=search], input[type=date], select');
    if (event.key !== 'Escape') return;
    if (state.with !== null && event.target === byId('with')) endComparison();
    else if (state.channel && !isTyping) leaveEvidence();
    else if (state.with !== null && !isTyping) endComparison();
  });
}

function endComparison() {
  set({ with: null });
  byId('with').focus();
}

/** An emptied or an impossible day of comparison ends it; an emptied day stays as it was. */
function setDay(name, field) {
  const day = dayOf(field.value);
  if (day !== null || name === 'with') set({ [name]: day });
  else field.value = isoOf(state.day);
}

function slideByKey(event) {
  const months = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  let day = null;
  if (event.shiftKey && months) day = monthsLater(state.day, months);
  if (event.key === 'PageUp') day = stopBeside(1);
  if (event.key === 'PageDown') day = stopBeside(-1);
  if (day === null) return;
  event.preventDefault();
  set({ day });
}

/** The next day that matters, or the one before; the last one stays. */
function stopBeside(step) {
  const days = FACTS.stops.map(([day]) => day);
  if (step > 0) return days.find((day) => day > state.day) ?? LAST_DAY;
  return days.findLast((day) => day < state.day) ?? 0;
}

/** Run through the months; who wants no motion is led from one day that matters to the next. */
function play() {
  if (state.day >= LAST_DAY) set({ day: 0 });
  const step = () => {
    set({ day: calm.matches ? stopBeside(1) : monthsLater(state.day, 1) });
    if (state.day >= LAST_DAY) pause();
  };
  playing = setInterval(step, calm.matches ? 2500 : 160);
  showPlaying();
}

function pause() {
  clearInterval(playing);
  playing = null;
  showPlaying();
  announce();
}

function showPlaying() {
  byId('play').setAttribute('aria-pressed', String(playing !== null));
  byId('play-sign').textContent = playing ? '⏸' : '▶';
}

function isDark() {
  if (state.theme) return state.theme === 'dark';
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}

async function copyLink() {
  const link = new URL(hash(), window.location.href).href;
  let said = 'Copied.';
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    said = 'The browser does not let this page copy; take the link beside.';
  }
  byId('copied').textContent = said;
}

/** Show the state in the controls. */
function markControls() {
  const slider = byId('slider');
  slider.value = state.day;
  slider.setAttribute('aria-valuetext', dayInWords(state.day));
  byId('today').textContent = dayInWords(state.day);
  byId('date').value = isoOf(state.day);
  byId('with').value = state.with === null ? '' : isoOf(state.with);
  for (const name of ['view', 'type', 'side', 'find']) {
    if (byId(name).value !== state[name]) byId(name).value = state[name];
  }
  const stop = FACTS.stops.find(([day]) => day === state.day);
  byId('stops').value = stop ? String(stop[0]) : '';
  byId('stop-note').textContent = stop ? capital(stop[1]) : '';
  byId('stop-note').title = byId('stop-note').textContent;
  byId('plain').disabled = !(state.type || state.side || state.find);
  for (const button of byId('zoom').children) {
    button.setAttribute('aria-pressed', String(button.dataset.zoom === state.zoom));
  }
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  byId('theme').setAttribute('aria-pressed', String(isDark()));
}

function markAddress() {
  byId('permalink').href = hash();
  byId('whole').href = `${window.location.pathname}${hash()}`;
  const file = window.location.pathname.split('/').at(-1) || 'channels.html';
  for (const figure of ['timeline', 'network']) {
    const source = `${file}?embed=${figure}${hash()}`;
    byId(`embed-${figure}`).value = [
      `<iframe src="${inMarkup(source)}" title="${inMarkup(document.title)}"`,
      'width="100%" height="1500"></iframe>',
    ].join(' ');
  }
}

/** A text as an attribute in the markup that somebody copies into a page of their own. */
function inMarkup(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
